import type { Exported } from '../exported.ts';
import { labelOf } from '../facts.ts';

const COLUMNS = [
  'tlp',
  'exercise',
  'incident',
  'index',
  'at',
  'recordedAt',
  'actorKind',
  'actor',
  'type',
  'data',
] as const;

/** A cell that a spreadsheet would calculate, also where it takes `;`, a tab or a line break for the end of one. */
const FORMULA = /(^|[;\t\r\n])(\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/**
 * One cell (RFC 4180 section 2), always quoted. What a spreadsheet would calculate gets an apostrophe before it, which makes it
 * text; so does what begins with a tab or a line break, which some strip.
 */
function cellOf(text: string): string {
  const harmless = text.replace(FORMULA, "$1$2'").replace(/^[\t\r\n]/, "'$&");
  return `"${harmless.replaceAll('"', '""')}"`;
}

const lineOf = (cells: readonly string[]) => `${cells.map(cellOf).join(',')}\r\n`;

/** The timeline, one entry a line, each with the label: a line that is copied out of the file takes it along. */
export function csvDocument(exported: Exported): string {
  const { incident, timeline } = exported;
  const [label, exercise] = [`TLP:${labelOf(exported)}`, incident.exercise ? 'yes' : 'no'];
  const lines = timeline.map(({ index, at, recordedAt, actor, type, data }) =>
    lineOf([
      label,
      exercise,
      incident.number,
      String(index),
      at,
      recordedAt,
      actor.kind,
      actor.name,
      type,
      JSON.stringify(data),
    ]),
  );
  return [lineOf(COLUMNS), ...lines].join('');
}
