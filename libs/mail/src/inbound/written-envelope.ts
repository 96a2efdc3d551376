import { addressesIn } from './addresses-in.ts';
import { allOf, firstOf, readHeader } from './header-fields.ts';
import type { Field } from './header-fields.ts';
import { ReadingLimitExceeded } from './limits.ts';

/** An envelope as it stands in the header of a mail that was delivered to a mailbox, and is fetched from there. */
export interface WrittenEnvelope {
  /** Empty for the null sender; null where nobody wrote it down. */
  from: string | null;
  /** Whom it may have been for, the likeliest first: the server that delivered it, then what its sender wrote. */
  to: string[];
}

const DELIVERED = ['x-original-to', 'envelope-to', 'delivered-to'];

/** Servers write such fields above what was there before, so the first of each counts. Never throws. */
export function writtenEnvelope(raw: Buffer): WrittenEnvelope {
  try {
    const { fields } = readHeader(raw, 0, raw.length);
    const delivered = DELIVERED.map((name) => firstOf(fields, name) ?? '');
    const named = [...allOf(fields, 'to'), ...allOf(fields, 'cc')];
    return { from: returnPath(fields), to: addressesIn([...delivered, ...named]) };
  } catch (error) {
    if (error instanceof ReadingLimitExceeded) return { from: null, to: [] };
    throw error;
  }
}

function returnPath(fields: readonly Field[]): string | null {
  const written = firstOf(fields, 'return-path');
  if (written === null) return addressesIn(allOf(fields, 'from'))[0] ?? null;
  return addressesIn([written])[0] ?? '';
}
