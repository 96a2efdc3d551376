import type { SharedContent } from '../leaf.ts';
import type { StreamRecord } from '../record.ts';

/** The log as an export carries it: its signed head, and for each entry the way up to it. Hashes in hex. */
export interface ExportedLog {
  /** `name+id+key` of the log, and of the witnesses whose signatures the head bears. */
  key: string;
  witnesses: string[];
  /** Where the log has changed its key: what earlier keys signed of later ones, and that the head continues the tree of then. */
  vouchers?: { note: string; proof: string[] }[];
  /** The signed bytes. */
  checkpoint: string;
  /** In the order of the entries. Null: not sealed when the export was made. */
  entries: ({ logIndex: number; proof: string[] } | null)[];
  /** That the head continues an earlier one, whose size was asked for. */
  continues: { size: number; root: string; proof: string[] } | null;
}

/** The whole record of an incident or report. */
export interface RecordExport {
  format: 'dns-cert-record';
  /** 1: without the log. */
  version: 1 | 2;
  incident?: { id: string; number: string };
  record: StreamRecord;
  log?: ExportedLog;
}

/** What concerns one operator, each entry by the part that can be shown alone. */
export interface SliceExport {
  format: 'dns-cert-record-slice';
  version: 1;
  /** `exercise` stands there where it was one. */
  of: { kind: 'incident' | 'report'; id: string; number: string; exercise?: true };
  /** Null: not of one operator. */
  operator: { id: string } | null;
  entries: SliceEntry[];
  log: ExportedLog;
}

export interface SliceEntry {
  content: SharedContent;
  /** Of the shown part; the other part has another. */
  salt: string;
  /** Hash of the part that is not shown. */
  hidden: string;
  leafHash: string;
}

/** Null for what is neither. */
export function readExport(text: string): RecordExport | SliceExport | null {
  try {
    const read = JSON.parse(text) as { format?: unknown; record?: { entries?: unknown }; entries?: unknown };
    if (read.format === 'dns-cert-record' && Array.isArray(read.record?.entries)) return read as RecordExport;
    if (read.format === 'dns-cert-record-slice' && Array.isArray(read.entries))
      return read as unknown as SliceExport;
  } catch {
    // Falls through to the one answer.
  }
  return null;
}
