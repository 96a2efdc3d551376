/** A block of inline OpenPGP in a text. */
export interface InlineBlock {
  kind: 'signed' | 'encrypted';
  text: string;
  /** Is there nothing but blanks around it? */
  isAll: boolean;
}

const BEGIN = {
  signed: '-----BEGIN PGP SIGNED MESSAGE-----',
  encrypted: '-----BEGIN PGP MESSAGE-----',
} as const;
const END = { signed: '-----END PGP SIGNATURE-----', encrypted: '-----END PGP MESSAGE-----' } as const;

/** The first `most` blocks, each at the start of a line. */
export function inlineBlocks(text: string, most: number): InlineBlock[] {
  const found: InlineBlock[] = [];
  let at = 0;
  while (found.length < most) {
    const next = firstFrom(text, at);
    if (next === null) break;
    const end = text.indexOf(`\n${END[next.kind]}`, next.start);
    if (end === -1) break;
    const stop = end + 1 + END[next.kind].length;
    const isAll = text.slice(0, next.start).trim() === '' && text.slice(stop).trim() === '';
    found.push({ kind: next.kind, text: text.slice(next.start, stop), isAll });
    at = stop;
  }
  return found;
}

function firstFrom(text: string, from: number): { kind: InlineBlock['kind']; start: number } | null {
  const places = (['signed', 'encrypted'] as const).flatMap((kind) => {
    const start = lineStart(text, BEGIN[kind], from);
    return start === -1 ? [] : [{ kind, start }];
  });
  return places.sort((a, b) => a.start - b.start)[0] ?? null;
}

function lineStart(text: string, mark: string, from: number): number {
  if (from === 0 && text.startsWith(mark)) return 0;
  const found = text.indexOf(`\n${mark}`, from);
  return found === -1 ? -1 : found + 1;
}
