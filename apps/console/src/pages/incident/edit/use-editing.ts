import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import { ApiFault } from '../../../api/fault.ts';
import { editIncident, readIncident, useIncidentChanged } from '../../../api/incident.ts';
import { useSession } from '../../../app/session.tsx';
import { tell } from '../../../ui/undo.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import type { Draft } from '../../../ui/use-draft.ts';
import { changedMeanwhile, draftOf, editOf, onTopOf, withTheirs } from './edit-draft.ts';
import type { EditDraft } from './edit-draft.ts';

interface Editing {
  draft: Draft<EditDraft>;
  /** Set while the person has to choose: how the incident stands by somebody else's word. */
  present: StaffIncidentView | null;
  saving: UseMutationResult<StaffIncidentView | null, Error, EditDraft>;
  keepMine: () => void;
  takeTheirs: () => void;
  startAnew: () => void;
}

/** An edit of an incident, kept while it is written, and never laid over what somebody else has stored meanwhile. */
export function useEditing(incident: StaffIncidentView, onDone: () => void): Editing {
  const { t } = useTranslation('incident');
  const { userId } = useSession();
  const changed = useIncidentChanged(incident.id);
  const draft = useDraft(`incident.${userId}.${incident.id}`, draftOf(incident));
  const [present, setPresent] = useState<StaffIncidentView | null>(null);

  const saving = useMutation({
    mutationFn: (edit: EditDraft) => store(incident.id, edit, setPresent),
    onSuccess: async (stored) => {
      if (stored === null) return;
      draft.clear();
      setPresent(null);
      await changed();
      tell(t('edit.done'));
      onDone();
    },
  });
  const again = (edit: EditDraft) => {
    draft.set(edit);
    setPresent(null);
    return edit;
  };
  return {
    draft,
    present,
    saving,
    keepMine: () => {
      if (present !== null) saving.mutate(again(onTopOf(draft.value, present)));
    },
    takeTheirs: () => {
      if (present !== null) again(withTheirs(draft.value, present));
      void changed();
    },
    startAnew: () => {
      draft.set(draftOf(incident));
      setPresent(null);
    },
  };
}

/**
 * Null: somebody changed one of these fields meanwhile, and `onClash` is told how it stands. Where they did something else
 * (a note, an answer) there is nothing to choose, and the edit goes on top of it.
 */
async function store(
  id: string,
  draft: EditDraft,
  onClash: (present: StaffIncidentView) => void,
): Promise<StaffIncidentView | null> {
  const edit = editOf(draft);
  if (edit === null) return null;
  try {
    return await editIncident(id, draft.version, edit);
  } catch (error) {
    if (!(error instanceof ApiFault && error.problem.status === 412)) throw error;
  }
  const present = await readIncident(id);
  if (changedMeanwhile(draft, present).length === 0) return store(id, onTopOf(draft, present), onClash);
  onClash(present);
  return null;
}
