import type { ReportDraft } from './draft.ts';

type Things = ReportDraft['things'];

/** What takes text apart comes with schemas that the page does without; it is fetched ahead, for the network may be gone later. */
const apart = () => import('./take-apart.ts');
export const fetchAhead = (): void => void apart().catch(() => undefined);

/**
 * What is there already, and what stands in a text. Where the part that takes it apart cannot be had, each line goes as it
 * is: a report must not wait for that.
 */
export async function allThings(things: Things, text: string): Promise<Things> {
  if (text.trim() === '') return things;
  const fresh = await apart().then(
    ({ takeApart }) => takeApart(text),
    () => linesOf(text),
  );
  const known = new Set(things.map(nameOf));
  return [...things, ...fresh.filter((thing) => !known.has(nameOf(thing)))];
}

export const nameOf = ({ type, value }: Things[number]): string => `${type} ${value}`;

const linesOf = (text: string): Things =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((value) => ({ type: 'other', value, fault: null }));
