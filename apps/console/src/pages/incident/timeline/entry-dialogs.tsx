import type { TimelineEntryView } from '#libs/contracts';
import { FactDialog } from '../../facts/fact-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import type { Told } from './filter.ts';

/** What is being done to an entry. */
export interface Doing {
  what: 'correct' | 'erase';
  entry: TimelineEntryView;
}

interface Props {
  incidentId: string;
  /** Null: nothing. */
  doing: Doing | null;
  told: readonly Told[];
  onClose: () => void;
}

/** The forms over the timeline. */
export function EntryDialogs({ incidentId, doing, told, onClose }: Props) {
  if (doing === null) return null;
  const { what, entry } = doing;
  if (what === 'correct')
    return <FactDialog incidentId={incidentId} corrected={entry} opened onClose={onClose} />;
  const words = told.find((one) => one.entry.index === entry.index)?.words ?? '';
  return <EraseDialog incidentId={incidentId} entry={entry} words={words} onClose={onClose} />;
}
