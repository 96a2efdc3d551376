import { fork } from 'node:child_process';
import { once } from 'node:events';
import { built } from '../harness/checkout.ts';

interface Bare {
  /** Armoured, of readers: each mail is encrypted to the next of them; none: in clear. */
  keys?: readonly string[];
  /** One mail is made and goes to all: the loop of SMTP alone. */
  once?: boolean;
}

/** Mails a second of the bare loop that signs `text` and hands it to `relay`, `count` times. */
export async function bareMailRate(
  relay: string,
  text: string,
  count: number,
  { keys = [], once: isOne = false }: Bare = {},
): Promise<number> {
  return rateOf('bare-mail-main', { relay, text, count, keys, once: isOne });
}

/** Mails a second of nodemailer, which makes each mail, unsigned, and hands it to `relay`, `count` times. */
export async function nodemailerRate(relay: string, text: string, count: number): Promise<number> {
  return rateOf('bare-nodemailer-main', { relay, text, count });
}

async function rateOf(program: string, task: object): Promise<number> {
  const child = fork(built(`test/bench/${program}.js`));
  child.send(task);
  const [rate] = (await once(child, 'message')) as [number];
  return rate;
}

/** About as long as a notice is. */
export const NOTICE_TEXT = 'The name servers of your zone do not answer, and resolvers fail.\n'.repeat(25);
