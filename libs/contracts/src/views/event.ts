import type { EntryType } from '../timeline.ts';

/**
 * Something was committed: read it again. `all`: more than is kept has been missed, so read everything again. To an
 * operator it says of its own cases and reports that they changed, under the ids that it knows, and nothing else.
 */
export interface ChangeView {
  what: 'incident' | 'report' | 'all';
  /** Null with `all`. */
  id: string | null;
  /** What happened, by the record; operators hear `changed` alone. */
  type: EntryType | 'changed';
}
