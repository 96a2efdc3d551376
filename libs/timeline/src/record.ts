import type { EntryContent } from './leaf.ts';
import { leafHash } from './leaf.ts';

/** One entry as it is exported: with salt and hash, so that anybody can check it. Hex. */
export interface RecordEntry extends EntryContent {
  salt: string;
  leafHash: string;
}

/** One stream as it stands. `count` and `lastHash` come from its head, so that a cut tail shows. */
export interface StreamRecord {
  stream: 'incident' | 'report';
  streamId: string;
  count: number;
  lastHash: string | null;
  entries: RecordEntry[];
}

export interface RecordFault {
  streamId: string;
  index: number | null;
  message: string;
}

/**
 * Checks one stream by what is in it alone: every hash recomputed, every entry in its place, none missing at the front,
 * in between or at the end. Pure, so that it runs on an export far from the service.
 */
export function verifyStream(record: StreamRecord): RecordFault[] {
  const faults: RecordFault[] = [];
  const fault = (index: number | null, message: string) =>
    faults.push({ streamId: record.streamId, index, message });
  // Nothing is ever made without its first entry.
  if (record.entries.length === 0 && record.count === 0)
    fault(null, 'there is no record of it at all: it was removed');
  let prev: string | null = null;
  record.entries.forEach((entry, position) => {
    if (entry.index !== position) {
      fault(entry.index, `expected entry ${position} here: one is missing, doubled or out of order`);
    }
    const { salt, leafHash: claimed, ...content } = entry;
    if (content.streamId !== record.streamId) fault(entry.index, 'belongs to another stream');
    if (leafHash(content, Buffer.from(salt, 'hex')).toString('hex') !== claimed) {
      fault(entry.index, 'its content does not fit its hash: it was edited');
    }
    if (content.prev !== prev) fault(entry.index, 'does not follow from the entry before it');
    prev = claimed;
  });
  if (record.entries.length !== record.count) {
    fault(
      null,
      `the head counts ${record.count} entries, ${record.entries.length} are there: the end was cut or added to`,
    );
  }
  if (prev !== record.lastHash) fault(null, 'the last entry is not the one that the head names');
  return faults;
}
