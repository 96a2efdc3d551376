import { faultWords } from './fault-words.ts';
import { resourceOfLine } from './resource-line.ts';
import type { ResourceLine } from './resource-line.ts';
import { resource } from './resource.ts';

/** One thing that was pasted: what it was taken for, and what is wrong with it as such. */
export interface PastedResource extends ResourceLine {
  /** For a person; null where nothing is wrong. */
  fault: string | null;
}

/**
 * Takes apart what was copied from a mail, a ticket or a zone: a thing a line, several with commas or semicolons between
 * them, or a row of addresses and names. Written so that nothing opens (`hxxp://a[.]example`), it is read as it was meant.
 * No word is lost: what is no resource stays as `other`, and what is named but broken stays with its fault. Twice the same
 * is once.
 */
export function resourcesOfPaste(text: string): PastedResource[] {
  const found = new Map<string, PastedResource>();
  for (const piece of asMeant(text)
    .split(/[\n;,]/)
    .flatMap(piecesOfRow)) {
    const one = pasted(piece);
    found.set(`${one.type} ${one.value.toLowerCase()}`, one);
  }
  return [...found.values()];
}

const asMeant = (text: string): string =>
  text
    .replace(/\bhxxp(s?):\/\//gi, 'http$1://')
    .replace(/\s?[[({](?:\.|dot)[\])}]\s?/gi, '.')
    .replace(/\[:\]/g, ':');

/** Words of a sentence look like names of TLDs: a row is taken apart where each word of it can be nothing but a thing. */
function piecesOfRow(row: string): string[] {
  const line = row.trim();
  const words = line.split(/\s+/);
  if (line === '') return [];
  return words.length > 1 && words.every(isThing) ? words : [line];
}

const isThing = (word: string): boolean =>
  /[.:/]|^AS\d/i.test(word) && !['other', 'tld'].includes(resourceOfLine(word).type);

function pasted(piece: string): PastedResource {
  const line = resourceOfLine(piece);
  const looked =
    looksLikeAddress(line.value) && line.type === 'domain' ? { ...line, type: 'ip' as const } : line;
  const read = resource.safeParse(looked);
  return { ...looked, fault: read.success ? null : read.error.issues.map(faultWords).join('; ') };
}

/** Four numbers: no domain is meant, but an address with a slip in it. */
const looksLikeAddress = (value: string): boolean => /^\d+(\.\d+){3}$/.test(value);
