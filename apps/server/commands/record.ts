import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { Transactions } from '#libs/database';
import type { Verdict, RecordExport, WholeVerdict } from '#libs/timeline';
import {
  LogFault,
  readCheckpoint,
  readExport,
  readNoteKey,
  RecordExports,
  verdictWords,
  verifyExport,
  WholeCheck,
  Witnesses,
} from '#libs/timeline';
import type { Service } from '../service.ts';
import { commandRuns, CommandRefused, say } from './run.ts';
import type { CommandAnswer } from './run.ts';

/** ms; an entry is sealed within a second, where anybody seals. */
const SEALED_WITHIN = 3_000;

export interface VerifyOptions {
  file?: string;
  key?: string;
  checkpoint?: string;
  witness?: string[];
}

/** `record verify`: the database's record, or with `--file` an export, for which nothing else is needed. */
export async function verifyRecord(options: VerifyOptions, command: Command): Promise<void> {
  if (options.file === undefined) await commandRuns(verifyAll)({ ...options }, command);
  else say(command, await verifyFile(options.file, options));
}

async function verifyAll({ app }: Service, { checkpoint }: VerifyOptions): Promise<CommandAnswer> {
  const text = checkpoint === undefined ? undefined : await textOf(checkpoint);
  const kept = text === undefined ? null : readCheckpoint(text);
  if (text !== undefined && kept === null)
    throw new CommandRefused(`${checkpoint ?? ''} is no head of a log.`);
  const { faults, streams, entries, sealed, outside } = await app
    .get(WholeCheck)
    .run(kept === null ? [] : [kept]);
  const looked = `${streams} streams, ${entries} entries, ${sealed} of them sealed`;
  const lines = faults.map(
    ({ streamId, index, message }) => `  ${streamId}${index === null ? '' : ` entry ${index}`}: ${message}`,
  );
  return {
    text:
      faults.length === 0
        ? `The record is whole: ${looked}, every hash recomputed.\n${heldAgainst(outside, kept !== null)}`
        : [`The record was changed: ${faults.length} faults in ${looked}.`, ...lines].join('\n'),
    json: { whole: faults.length === 0, looked, outside, faults },
    failed: faults.length > 0,
  };
}

/** What stands against whoever has the record's key as well; all of it but what the reader kept could be taken away here. */
function heldAgainst({ anchors, stamps, cosignatures }: WholeVerdict['outside'], hasKept: boolean): string {
  const held = `It fits ${anchors} heads that left the house, ${stamps} of them stamped, and ${cosignatures} signatures of witnesses`;
  return hasKept
    ? `${held}, and the head that you kept.`
    : `${held}, as they stand in this database. A head that was kept elsewhere proves more: --checkpoint FILE`;
}

async function verifyFile(file: string, { key, checkpoint, witness }: VerifyOptions): Promise<CommandAnswer> {
  const exported = readExport(await textOf(file));
  if (exported === null) throw new CommandRefused(`${file} is no export of a record.`);
  const verdict: Verdict = verifyExport(exported, {
    ...(key === undefined ? {} : { key }),
    ...(checkpoint === undefined ? {} : { checkpoint: await textOf(checkpoint) }),
    ...(witness === undefined ? {} : { witnesses: witness }),
  });
  const { faults, entries } = verdict;
  return {
    text: verdictWords(verdict),
    json: { whole: faults.length === 0, entries, faults, key: verdict.log?.key ?? null },
    failed: faults.length > 0,
  };
}

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new CommandRefused(`${file} cannot be read.`);
  });

export async function exportRecord(
  { app }: Service,
  { since }: { since?: number },
  [given = '']: string[],
): Promise<CommandAnswer> {
  const [incident] = await app
    .get(Transactions)
    .reader.query<{ id: string; number: string }[]>(
      `SELECT id, number FROM incidents WHERE number = $1 OR id::text = $1`,
      [given.replace(/^#/, '')],
    );
  if (incident === undefined) throw new CommandRefused(`There is no incident ${given}.`);
  const found = await sealedExport(app.get(RecordExports), incident.id, since);
  if (found === null) throw new CommandRefused(`Incident ${given} has no record.`);
  const exported: RecordExport = { format: 'dns-cert-record', version: 2, incident, ...found };
  return { text: JSON.stringify(exported, null, 2), json: exported };
}

/** From now on the signatures of this witness stand under the heads. */
export async function trustWitness(
  { app }: Service,
  _options: Record<string, unknown>,
  [given = '']: string[],
): Promise<CommandAnswer> {
  const key = readNoteKey(given);
  if (key?.kind !== 'witness') throw new CommandRefused('That is no key of a witness (name+id+key).');
  await app.get(Witnesses).trust(key);
  return { text: `Signatures of ${key.name} are taken from now on.`, json: { name: key.name } };
}

/** What was written just now is sealed in a moment, by a worker. */
async function sealedExport(exports: RecordExports, streamId: string, since?: number) {
  const begun = performance.now();
  for (;;) {
    const found = await exports.of(streamId, since).catch((error: unknown) => {
      if (error instanceof LogFault) throw new CommandRefused(error.message);
      throw error;
    });
    const isSealed = found?.log.entries.every((place) => place !== null) ?? true;
    if (isSealed || performance.now() - begun > SEALED_WITHIN) return found;
    await sleep(100);
  }
}
