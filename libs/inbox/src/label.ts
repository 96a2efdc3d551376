import type { Tlp } from '#libs/contracts';
import { narrowest, tlp } from '#libs/contracts';
import { ownWords } from './command.ts';

const WRITTEN = /\bTLP[ \t]?:[ \t]?(RED|AMBER(?:[ \t-]?\+?[ \t-]?STRICT)?|GREEN|CLEAR|WHITE)\b/gi;
/** Characters of a text in which a label counts: further down somebody speaks of labels. */
const HEAD = 1_000;

/** The label that the sender wrote, the narrowest of several; AMBER without one. */
export function labelIn({ subject, text }: { subject: string; text: string }): Tlp {
  const head = `${subject}\n${ownWords(text).slice(0, HEAD)}`;
  const [first, ...others] = Array.from(head.matchAll(WRITTEN), ([, name]) => tlp.parse(name));
  return first === undefined ? 'AMBER' : narrowest(first, ...others);
}
