import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JoinDialog } from '../incident/joins/join-dialog.tsx';
import { SplitDialog } from '../incident/joins/split-dialog.tsx';
import { NoteForm } from '../incident/notes/note-form.tsx';
import type { Subject } from './acts.ts';

/** What is open over the board, and for which incident; null: nothing. */
export type OpenDialog = { what: 'note' | 'join' | 'split'; subject: Subject } | null;

/** What is done with one incident without leaving the board. */
export function RowDialog({ open, onClose }: { open: OpenDialog; onClose: () => void }) {
  const { t } = useTranslation('board');
  if (open === null) return null;
  const { what, subject } = open;
  if (what === 'join') return <JoinDialog incident={subject} opened onClose={onClose} />;
  if (what === 'split') return <SplitDialog incident={subject} opened onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={t('note', { number: subject.number })} centered>
      <NoteForm incidentId={subject.id} />
    </Modal>
  );
}
