import type { Verdict } from './verify-export.ts';

/** The verdict for a person: the first faulty entry in the first line. */
export function verdictWords({ faults, entries, log }: Verdict): string {
  const [first] = faults;
  if (first === undefined)
    return [`The record is whole: ${entries} entries, every hash recomputed.`, ...seen(log)].join('\n');
  const where = first.index === null ? 'as a whole' : `at entry ${first.index}`;
  return [
    `The record was changed, ${where}: ${first.message}.`,
    ...faults.map(
      ({ index, message }) => `  ${index === null ? 'as a whole' : `entry ${index}`}: ${message}`,
    ),
  ].join('\n');
}

function seen(log: Verdict['log']): string[] {
  if (log === null || log.head === null)
    return [
      'It carries no proof of the log: whoever rewrote all of it would not be found out by this file alone.',
    ];
  const { origin, size, root } = log.head;
  return [
    `Each entry is in the log ${origin} of ${size} entries, with the root ${root.toString('hex')}.`,
    ...witnessWords(log),
  ];
}

function witnessWords({ witnessed, witnessesBy }: NonNullable<Verdict['log']>): string[] {
  if (witnessesBy === 'reader' && witnessed.length === 0)
    return ['None of the witnesses that you trust has signed this head: they may not have seen it yet.'];
  const whose =
    witnessesBy === 'reader' ? 'which you trust' : 'which the export names: give yours by --witness';
  return witnessed.map(
    ({ name, at }) => `Seen by ${name} at ${new Date(at * 1_000).toISOString()}, by its key, ${whose}.`,
  );
}
