import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Transactions } from '#libs/database';
import type { RecordFault, StreamRecord } from '#libs/timeline';
import { Timeline, verifyStream } from '#libs/timeline';
import type { Service } from '../service.ts';
import { commandRuns, CommandRefused, say } from './run.ts';
import type { CommandAnswer } from './run.ts';

interface RecordExport {
  format: 'dns-cert-record';
  version: 1;
  incident: { id: string; number: string };
  record: StreamRecord;
}

/** `record verify`: the database's record, or with `--file` an export, for which nothing else is needed. */
export async function verifyRecord(options: { file?: string }, command: Command): Promise<void> {
  if (options.file === undefined) await commandRuns(verifyAll)(options, command);
  else say(command, await verifyFile(options.file));
}

async function verifyAll({ app }: Service): Promise<CommandAnswer> {
  const timeline = app.get(Timeline);
  const faults: RecordFault[] = [];
  let entries = 0;
  const streams = await timeline.streamIds();
  for (const id of streams) {
    const record = await timeline.recordOf(id);
    if (record === null) continue;
    entries += record.entries.length;
    faults.push(...verifyStream(record));
  }
  return answer(faults, `${streams.length} streams, ${entries} entries`);
}

async function verifyFile(file: string): Promise<CommandAnswer> {
  const given = await readFile(file, 'utf8').catch(() => {
    throw new CommandRefused(`${file} cannot be read.`);
  });
  const { record } = readExport(file, given);
  return answer(verifyStream(record), `1 stream, ${record.entries.length} entries`);
}

function readExport(file: string, text: string): RecordExport {
  try {
    const read = JSON.parse(text) as Partial<RecordExport>;
    if (read.format === 'dns-cert-record' && Array.isArray(read.record?.entries)) return read as RecordExport;
  } catch {
    // Falls through to the one answer.
  }
  throw new CommandRefused(`${file} is no export of a record.`);
}

function answer(faults: RecordFault[], looked: string): CommandAnswer {
  const lines = faults.map(
    ({ streamId, index, message }) => `  ${streamId}${index === null ? '' : ` entry ${index}`}: ${message}`,
  );
  return {
    text:
      faults.length === 0
        ? `The record is whole: ${looked}, every hash recomputed.`
        : [`The record was changed: ${faults.length} faults in ${looked}.`, ...lines].join('\n'),
    json: { whole: faults.length === 0, looked, faults },
    failed: faults.length > 0,
  };
}

export async function exportRecord(
  { app }: Service,
  _options: Record<string, unknown>,
  [given = '']: string[],
): Promise<CommandAnswer> {
  const [incident] = await app
    .get(Transactions)
    .reader.query<{ id: string; number: string }[]>(
      `SELECT id, number FROM incidents WHERE number = $1 OR id::text = $1`,
      [given.replace(/^#/, '')],
    );
  if (incident === undefined) throw new CommandRefused(`There is no incident ${given}.`);
  const record = await app.get(Timeline).recordOf(incident.id);
  if (record === null) throw new CommandRefused(`Incident ${given} has no record.`);
  const exported: RecordExport = { format: 'dns-cert-record', version: 1, incident, record };
  return { text: JSON.stringify(exported, null, 2), json: exported };
}
