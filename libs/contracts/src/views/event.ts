import type { EntryType } from '../timeline.ts';

/**
 * Something was committed: read it again. `all`: more than is kept has been missed, so read everything again. To an
 * operator it says of its own cases and reports that they changed, under the ids that it knows, and nothing else.
 */
export interface ChangeView {
  what: 'incident' | 'report' | 'drill' | 'contact_pack' | 'key' | 'all';
  /** Null with `all`, and where all of its sort may have changed: contact packs, keys. */
  id: string | null;
  /** What happened, by the record; operators hear `changed` alone, as do all of what stands in no record. */
  type: EntryType | 'changed';
}
