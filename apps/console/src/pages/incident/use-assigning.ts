import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { editIncident, readIncident, useIncidentChanged } from '../../api/incident.ts';
import { useSession } from '../../app/session.tsx';
import { offerUndo, tellFault } from '../../ui/undo.tsx';

/** Takes the incident over. What else somebody changed meanwhile does not stand in the way, unless it is the assignee. */
export function useAssigning(incident: StaffIncidentView): { isMine: boolean; toMe: () => void } {
  const { t } = useTranslation('incident');
  const { userId } = useSession();
  const changed = useIncidentChanged(incident.id);
  const assigning = useMutation({
    mutationFn: () => assign(incident, incident.assignee, userId),
    onSuccess: async () => {
      await changed();
      offerUndo(t('assigned'), async () => {
        await assign(await readIncident(incident.id), userId, incident.assignee);
        await changed();
      });
    },
    onError: async (error) => {
      tellFault(t('assignFailed'), error);
      await changed();
    },
  });
  const isMine = incident.assignee === userId;
  return {
    isMine,
    toMe: () => {
      if (!isMine && !assigning.isPending) assigning.mutate();
    },
  };
}

async function assign(
  { id, version }: StaffIncidentView,
  from: string | null,
  to: string | null,
): Promise<StaffIncidentView> {
  try {
    return await editIncident(id, version, { assignee: to });
  } catch (error) {
    if (!(error instanceof ApiFault && error.problem.status === 412)) throw error;
    const present = await readIncident(id);
    if (present.assignee !== from) throw error;
    return assign(present, from, to);
  }
}
