import { parseArgs } from 'node:util';
import type { Queues } from '../harness/installation.ts';

export interface Options {
  seed: number;
  /** Of faults, on each queue backend; recovery comes on top. */
  minutes: number;
  queues: Queues[];
  /** Fewer faults of each sort, for the test suite. */
  quick: boolean;
  /** Faults of the mail relay instead of kills and crashes. */
  mail: boolean;
}

const QUICK_MINUTES = 0.25;
const MAIL_MINUTES = 10;

/** @throws TypeError for an option that there is not, or a value that is no number */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      queues: { type: 'string' },
      quick: { type: 'boolean', default: false },
      mail: { type: 'boolean', default: false },
    },
  });
  const { queues } = values;
  if (queues !== undefined && queues !== 'postgres' && queues !== 'redis')
    throw new TypeError('--queues is postgres or redis');
  return {
    seed: numberOf('--seed', values.seed, Math.floor(Math.random() * 2 ** 31)),
    minutes: numberOf(
      '--minutes',
      values.minutes,
      values.quick ? QUICK_MINUTES : values.mail ? MAIL_MINUTES : 2,
    ),
    queues: queues === undefined ? ['postgres', 'redis'] : [queues],
    quick: values.quick,
    mail: values.mail,
  };
}

function numberOf(name: string, text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(number) || number < 0) throw new TypeError(`${name} takes a number`);
  return number;
}
