import type { TimelineEntryView } from '#libs/contracts';

type Data = Record<string, unknown>;

/** What of an entry stands in its line, in this order; ids and digests say nothing to a reader. */
const TOLD = ['number', 'reportNumber', 'intoNumber', 'incidentNumber', 'channel', 'answer'];
/** Long texts are said to have changed and not repeated. */
const LONG = 120;

/**
 * An entry of the record as one line: `operator state changed: Registry of .nz, told → mitigating`. No person's name and no
 * free words of anybody are in it but those of a title.
 * @param operators names by id
 */
export function entryWords(
  { type, data }: TimelineEntryView,
  operators: ReadonlyMap<string, string>,
): string {
  const operator = typeof data['operatorId'] === 'string' ? operators.get(data['operatorId']) : undefined;
  const told = TOLD.flatMap((name) => shortText(data[name]) ?? []);
  const parts = [operator, ...told, changeOf(data)].filter((part) => part !== undefined && part !== '');
  const what = type.replace(/[._]/g, ' ');
  return parts.length === 0 ? what : `${what}: ${parts.join(', ')}`;
}

function changeOf({ from, to }: Data): string | undefined {
  if (isData(from) && isData(to))
    return Object.keys(to)
      .map((name) => `${name} ${arrow(from[name], to[name]) ?? 'changed'}`)
      .join(', ');
  return arrow(from, to);
}

function arrow(from: unknown, to: unknown): string | undefined {
  const [before, after] = [shortText(from), shortText(to)];
  if (after === undefined) return undefined;
  return before === undefined ? `→ ${after}` : `${before} → ${after}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

const shortText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= LONG && !UUID.test(value) ? value : undefined;

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
