import { hashOfShared, leafOfParts } from '../leaf.ts';
import { verifyStream } from '../record.ts';
import type { RecordExport, SliceEntry, SliceExport } from './form.ts';
import type { Fault, Known, LogVerdict } from './verify-log.ts';
import { verifyLog } from './verify-log.ts';

export interface Verdict {
  /** The first faulty entry first; what is of the whole stands last. */
  faults: Fault[];
  entries: number;
  /** What was looked at beyond the export's own hashes; null where it carries no log. */
  log: Omit<LogVerdict, 'faults'> | null;
}

/** Says whether an export is whole, by what is in it and what the reader knows. Needs no service, database or network. */
export function verifyExport(exported: RecordExport | SliceExport, known: Known = {}): Verdict {
  return exported.format === 'dns-cert-record' ? verifyRecord(exported, known) : verifySlice(exported, known);
}

function verifyRecord({ record, log }: RecordExport, known: Known): Verdict {
  const faults: Fault[] = verifyStream(record).map(({ index, message }) => ({ index, message }));
  if (log === undefined) {
    if (known.key !== undefined || known.checkpoint !== undefined)
      faults.push({ index: null, message: 'this export carries no proof of the log' });
    return { faults: inOrder(faults), entries: record.entries.length, log: null };
  }
  const { faults: more, ...seen } = verifyLog(log, record.entries, known);
  return { faults: inOrder([...faults, ...more]), entries: record.entries.length, log: seen };
}

function verifySlice({ entries, operator, log }: SliceExport, known: Known): Verdict {
  const faults: Fault[] = [];
  entries.forEach((entry, index) => {
    if (!fitsItsParts(entry))
      faults.push({ index, message: 'its content does not fit its hash: it was edited' });
    const { operatorId } = entry.content.data;
    if (operatorId !== undefined && operatorId !== operator?.id && operator !== null)
      faults.push({ index, message: 'concerns another operator' });
  });
  const places = log.entries.map((place) => place?.logIndex ?? -1);
  places.forEach((place, index) => {
    if (index > 0 && place <= (places[index - 1] ?? -1))
      faults.push({ index, message: 'is doubled or out of order' });
  });
  const leaves = entries.map(({ leafHash }, index) => ({ index, leafHash }));
  const { faults: more, ...seen } = verifyLog(log, leaves, known);
  return { faults: inOrder([...faults, ...more]), entries: entries.length, log: seen };
}

function fitsItsParts({ content, salt, hidden, leafHash }: SliceEntry): boolean {
  try {
    const shared = hashOfShared(content, Buffer.from(salt, 'hex'));
    return leafOfParts(shared, Buffer.from(hidden, 'hex')).toString('hex') === leafHash;
  } catch {
    return false;
  }
}

const inOrder = (faults: Fault[]): Fault[] =>
  [...faults].sort((a, b) => (a.index ?? Number.MAX_SAFE_INTEGER) - (b.index ?? Number.MAX_SAFE_INTEGER));
