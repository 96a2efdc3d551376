import { fork } from 'node:child_process';
import { once } from 'node:events';
import { built } from '../harness/checkout.ts';

/**
 * Mails a second of the bare loop that signs `text` and hands it to `relay`, `count` times.
 * @param keys armoured, of readers: each mail is encrypted to the next of them; none: in clear
 */
export async function bareMailRate(
  relay: string,
  text: string,
  count: number,
  keys: readonly string[] = [],
): Promise<number> {
  const child = fork(built('test/bench/bare-mail-main.js'));
  child.send({ relay, text, count, keys });
  const [rate] = (await once(child, 'message')) as [number];
  return rate;
}

/** About as long as a notice is. */
export const NOTICE_TEXT = 'The name servers of your zone do not answer, and resolvers fail.\n'.repeat(25);
