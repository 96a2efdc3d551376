import type { TimelineEntryView } from '#libs/contracts';

/** What one does from an entry of the list. */
export interface EntryActs {
  /** Shows another entry. */
  goTo: (index: number) => void;
  correct: (entry: TimelineEntryView) => void;
  /** Null: whoever looks may not. */
  erase: ((entry: TimelineEntryView) => void) | null;
}
