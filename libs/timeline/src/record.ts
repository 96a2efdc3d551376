import type { EntryContent } from './leaf.ts';
import { leafHash } from './leaf.ts';

/** One entry as it is exported: with salt and hash, so that anybody can check it. Hex; without a salt what it said was erased. */
export interface RecordEntry extends EntryContent {
  salt: string | null;
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
  const erasures = erasuresIn(record.entries);
  let prev: string | null = null;
  record.entries.forEach((entry, position) => {
    if (entry.index !== position) {
      fault(entry.index, `expected entry ${position} here: one is missing, doubled or out of order`);
    }
    if (entry.streamId !== record.streamId) fault(entry.index, 'belongs to another stream');
    const broken = contentFault(entry, erasures);
    if (broken !== null) fault(entry.index, broken);
    if (entry.prev !== prev) fault(entry.index, 'does not follow from the entry before it');
    prev = entry.leafHash;
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

/** What was erased by whom stands in the stream itself: the entries that say so, by the place of which they do. */
const erasuresIn = (entries: readonly RecordEntry[]): ReadonlyMap<unknown, RecordEntry> =>
  new Map(entries.flatMap((entry) => (entry.type === 'entry.erased' ? [[told(entry, 'index'), entry]] : [])));

/** Whoever writes past the service may have written anything there. */
const told = ({ data }: { data: RecordEntry['data'] | null }, name: string): unknown => data?.[name];

function contentFault(entry: RecordEntry, erasures: ReadonlyMap<unknown, RecordEntry>): string | null {
  if (entry.salt !== null)
    return fitsItsHash(entry) ? null : 'its content does not fit its hash: it was edited';
  const erasure = erasures.get(entry.index);
  if (erasure === undefined || told(erasure, 'leafHash') !== entry.leafHash)
    return 'what it said is gone, and no entry says that it was erased';
  return isBare(entry, erasure)
    ? null
    : 'what it said was erased, and it says something again: it was edited';
}

/** What is left of an erased entry: no hash tells of it any more, so it must be what every erasure leaves. */
const isBare = (entry: RecordEntry, erasure: RecordEntry): boolean =>
  entry.stream === erasure.stream &&
  entry.type === (told(erasure, 'entryType') ?? entry.type) &&
  entry.at === entry.recordedAt &&
  entry.recordedAt === (told(erasure, 'recordedAt') ?? entry.recordedAt) &&
  (entry.until ?? null) === null &&
  (entry.observedAt ?? null) === null &&
  entry.uncertain !== true &&
  JSON.stringify([entry.actor, entry.data, entry.shared ?? []]) === BARE;

const BARE = JSON.stringify([{ kind: 'system', name: 'erased' }, {}, []]);

/** Never of an erased one. */
export function fitsItsHash({ salt, leafHash: claimed, ...content }: RecordEntry): boolean {
  if (salt === null) return false;
  try {
    return leafHash(content, Buffer.from(salt, 'hex')).toString('hex') === claimed;
  } catch {
    // What cannot be written in canonical JSON never was.
    return false;
  }
}
