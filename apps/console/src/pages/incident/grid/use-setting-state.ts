import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { ApiFault } from '../../../api/fault.ts';
import { readOverview, setAffected, useIncidentChanged } from '../../../api/incident.ts';
import { useSession } from '../../../app/session.tsx';
import { tell } from '../../../ui/undo.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import type { Draft } from '../../../ui/use-draft.ts';
import { changeOf, isOvertaken, stateDraftOf } from './state-draft.ts';
import type { StateDraft } from './state-draft.ts';

interface Setting {
  draft: Draft<StateDraft>;
  /** Set while the person has to choose: what somebody else, or the operator itself, has said meanwhile. */
  present: GridRowView | null;
  storing: UseMutationResult<boolean, Error, StateDraft>;
  keepMine: () => void;
  takeTheirs: () => void;
}

/** A word on an operator, kept while it is written, and never laid over another that came meanwhile. */
export function useSettingState(incidentId: string, row: GridRowView, onDone: () => void): Setting {
  const { t } = useTranslation('incident');
  const { userId } = useSession();
  const changed = useIncidentChanged(incidentId);
  const { id: operatorId, name } = row.operator;
  const draft = useDraft(`affected.${userId}.${incidentId}.${operatorId}`, stateDraftOf(row));
  const [present, setPresent] = useState<GridRowView | null>(null);
  const storing = useMutation({
    mutationFn: (said: StateDraft) => store(incidentId, operatorId, said, setPresent),
    onSuccess: async (isStored, said) => {
      if (!isStored) return;
      draft.clear();
      await changed();
      tell(t('set.done', { operator: name, state: t(`ui:states.affected.${said.state}`) }));
      onDone();
    },
  });
  return {
    draft,
    present,
    storing,
    keepMine: () => {
      if (present === null) return;
      const { state, serviceState, reason } = draft.value;
      const again = { ...stateDraftOf(present), state, serviceState, reason };
      draft.set(again);
      setPresent(null);
      storing.mutate(again);
    },
    takeTheirs: () => {
      if (present !== null) draft.set({ ...stateDraftOf(present), reason: draft.value.reason });
      setPresent(null);
      void changed();
    },
  };
}

/** False: another word came meanwhile, and `onClash` is told which. A mail that went out meanwhile is no such word. */
async function store(
  incidentId: string,
  operatorId: string,
  said: StateDraft,
  onClash: (present: GridRowView) => void,
): Promise<boolean> {
  try {
    await setAffected(incidentId, operatorId, said.version, changeOf(said));
    return true;
  } catch (error) {
    if (!(error instanceof ApiFault && error.problem.status === 412)) throw error;
    const { grid } = await readOverview(incidentId);
    const present = grid.find(({ operator }) => operator.id === operatorId);
    if (present === undefined) throw error;
    if (!isOvertaken(said, present))
      return store(incidentId, operatorId, { ...said, version: present.version }, onClash);
    onClash(present);
    return false;
  }
}
