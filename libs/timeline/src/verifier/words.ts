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
    ...keyWords(log.key),
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

/** Whose word it is that this is the log's key: the first thing that whoever made up an export would make, too. */
function keyWords(key: NonNullable<Verdict['log']>['key']): string[] {
  if (key === null) return [];
  if (key.by === 'reader') return ['Its head is signed with the key that you trust.'];
  if (key.by === 'export')
    return [
      `Its head is signed with the key that the export itself names: ${key.key}`,
      'So far the export agrees with itself, and no more: whoever made it may have made the key. Get the key of the log by a way that you trust, and give it: --key KEY',
    ];
  return [
    `Its head is signed with ${key.key}, for which the key that you trust vouches:`,
    ...key.changes.map(({ to, size }) => `  from ${size} entries on, ${to}`),
    'Have the new key told to you by a way that you trust, too: whoever got hold of the old one could have vouched.',
  ];
}
