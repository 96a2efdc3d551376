import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DemoFault } from '../client.ts';
import { RESPONDER } from '../people.ts';
import type { Stage } from './stage.ts';
import type { EntryView, IncidentView } from './views.ts';

/** The admin command beside this one in `dist/`. */
const DNSCERT = fileURLToPath(new URL('../../dnscert.js', import.meta.url));

/** Everything that was told above, as the record holds it; then the check that nobody changed it. */
export async function showRecord(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal, settings } = stage;
  const { items } = await stage
    .as(RESPONDER)
    .get<{ items: EntryView[] }>(`incidents/${incident.id}/timeline`);
  terminal.chapter('The record: who did what when, and nobody can rewrite it unseen');
  terminal.note(
    `${items.length} entries, each written in the transaction of the change it tells of, each hashed over the one before. ` +
      'Entries of one kind in a row are shown as one line.',
  );
  terminal.table([['entry', 'UTC', 'what', 'by', 'hash'], ...inRows(items).map((row) => lineOf(row))]);
  terminal.step('Is it whole? The admin command recomputes every hash, beside the running service:');
  terminal.command(`DATA_DIR=${settings.config.DATA_DIR} npm run -s dnscert -- record verify`);
  terminal.note(terminal.good(await verifyRecord(settings.variables)));
}

async function verifyRecord(variables: Record<string, string | undefined>): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [DNSCERT, 'record', 'verify'], {
      env: variables,
    });
    return stdout.trim();
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new DemoFault(`record verify failed: ${stdout ?? ''}${stderr ?? String(error)}`);
  }
}

/** Neighbours of one type, actor and outcome together. */
function inRows(entries: EntryView[]): EntryView[][] {
  const rows: EntryView[][] = [];
  for (const entry of entries) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && kindOf(row[0]) === kindOf(entry)) row.push(entry);
    else rows.push([entry]);
  }
  return rows;
}

const kindOf = ({ type, actor, data }: EntryView) => JSON.stringify([type, actor.name, data['to']]);

function lineOf(row: EntryView[]): string[] {
  const [first] = row;
  const last = row.at(-1);
  if (first === undefined || last === undefined) return [];
  const span = row.length === 1 ? `${first.index}` : `${first.index}-${last.index}`;
  const times = row.length === 1 ? '' : `${row.length} × `;
  return [
    span,
    first.at.slice(11, 19),
    `${times}${first.type}${detailOf(first)}`.slice(0, 38),
    first.actor.name.replace(/\.example$/, ''),
    last.leafHash.slice(0, 8),
  ];
}

/** The one word of an entry's data that says most. */
function detailOf({ type, data }: EntryView): string {
  if (type === 'delivery.sent') return '';
  const word = ['answer', 'to', 'template', 'number', 'reportNumber'].map((name) => data[name]).find(isWord);
  return word === undefined ? '' : `: ${word}`;
}

/** Ids say nothing to a reader. */
const isWord = (value: unknown): value is string => typeof value === 'string' && value.length < 20;
