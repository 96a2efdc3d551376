import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNotes } from '../../../api/notes.ts';
import type { Note } from '../../../api/notes.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { NoteForm } from './note-form.tsx';
import classes from './notes.module.css';

interface Props {
  incidentId: string;
  /** Of the reader's own organisation; UTC without one. */
  zone?: string | undefined;
}

/** What people wrote down, the newest first, and a place to write. `n` goes there. */
export function NotesPanel({ incidentId, zone }: Props) {
  const { t } = useTranslation('notes');
  const asked = useNotes(incidentId);
  return (
    <Panel
      title={t('title')}
      id="notes"
      beside={asked.data === undefined ? null : <Text c="dimmed">{asked.data.length}</Text>}
    >
      <NoteForm incidentId={incidentId} />
      {asked.isPending ? <Loading lines={3} /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data?.length === 0 ? <Empty title={t('none')}>{t('noneWords')}</Empty> : null}
      <ol className={classes['notes']}>
        {asked.data?.map((note) => (
          <NoteItem key={note.id} note={note} zone={zone} />
        ))}
      </ol>
    </Panel>
  );
}

function NoteItem({ note, zone }: { note: Note; zone?: string | undefined }) {
  return (
    <li className={classes['note']}>
      <div className={classes['who']}>
        {note.authorName === undefined ? null : <strong className="foreign">{note.authorName}</strong>}{' '}
        {note.operator === undefined || note.operator === null ? null : (
          <span className="foreign">({note.operator.name})</span>
        )}{' '}
        <Instant at={note.createdAt} zone={zone} />
      </div>
      <p className="raw">{note.body}</p>
    </li>
  );
}
