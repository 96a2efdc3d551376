import type { TimelineEntryView } from '#libs/contracts';
import { familyOf } from './families.ts';
import type { Family } from './families.ts';
import { partyOf } from './party.ts';

export interface EntryFilter {
  /** Empty: all. */
  party: string;
  families: Family[];
  words: string;
}

export const EVERYTHING: EntryFilter = { party: '', families: [], words: '' };

/** An entry with the sentence that stands for it. */
export interface Told {
  entry: TimelineEntryView;
  words: string;
}

/** What is asked for; words are looked for in the sentence, in who did it, and in what the record holds. */
export function filtered(told: readonly Told[], { party, families, words }: EntryFilter): Told[] {
  const wanted = words.trim().toLowerCase();
  return told.filter(
    ({ entry, words: sentence }) =>
      (party === '' || partyOf(entry) === party) &&
      (families.length === 0 || families.includes(familyOf(entry.type))) &&
      (wanted === '' ||
        [sentence, entry.actor.name, entry.type, JSON.stringify(entry.data)].some((text) =>
          text.toLowerCase().includes(wanted),
        )),
  );
}
