import type { OperatorAnswer } from '#libs/contracts';

/** What an operator's mail asks to be written down. */
export interface Command {
  answer: OperatorAnswer;
  /** What stands beside it, for people; null where nothing does. */
  comment: string | null;
}

const STATES: Record<string, OperatorAnswer> = {
  recovered: 'recovered',
  mitigating: 'mitigating',
  'not affected': 'not_affected',
  affected: 'affected',
  investigating: 'investigating',
};

/** Lines that are looked at; a command stands first, before what is quoted. */
const MOST_LINES = 20;
const LONGEST_COMMENT = 2_000;

/** Reads `ACK` or `STATUS: recovered` on a line of its own, in the sender's words and not in what they quote. Null: none. */
export function commandIn(text: string): Command | null {
  const own = ownWords(text).split('\n');
  for (const [index, line] of own.slice(0, MOST_LINES).entries()) {
    const answer = answerOf(line.trim());
    if (answer === null) continue;
    const comment = own
      .filter((_, at) => at !== index)
      .join('\n')
      .trim()
      .slice(0, LONGEST_COMMENT)
      .toWellFormed();
    return { answer, comment: comment === '' ? null : comment };
  }
  return null;
}

function answerOf(line: string): OperatorAnswer | null {
  if (/^ack\.?$/i.test(line)) return 'seen';
  const state = /^status:\s*([a-z][a-z _-]{0,30}?)\.?$/i.exec(line)?.[1];
  return state === undefined ? null : (STATES[state.toLowerCase().replace(/[\s_-]+/g, ' ')] ?? null);
}

/** Without what is quoted, and without what stands below a signature line or a quoted mail's head. */
export function ownWords(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line === '-- ' || /^-{2,} ?Original Message/i.test(line));
  return (end === -1 ? lines : lines.slice(0, end))
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .trim();
}

/** Numbers of incidents that a text names. */
export const incidentNumbersIn = (text: string): Set<string> =>
  new Set(Array.from(text.matchAll(/#?\b(20\d\d-\d{6})\b/g), ([, number = '']) => number));
