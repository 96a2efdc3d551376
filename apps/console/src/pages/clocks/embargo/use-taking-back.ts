import { useTranslation } from 'react-i18next';
import type { EmbargoView } from '#libs/contracts';
import { setEmbargo, useClocksChanged } from '../../../api/deadlines.ts';
import { offerUndo } from '../../../ui/undo.tsx';
import { heldAgain } from './embargo-draft.ts';

/** Says what was done of an embargo, and offers to have again what was before: the one that was held, or none. */
export function useTakingBack(incidentId: string): (done: string, before: EmbargoView | null) => void {
  const { t } = useTranslation('clocks');
  const changed = useClocksChanged();
  return (done, before) =>
    offerUndo(done, async () => {
      const reason = t('embargo.undone');
      const again =
        before === null ? { until: null, zone: 'UTC', agreedWith: '', reason } : heldAgain(before, reason);
      await setEmbargo(incidentId, again, crypto.randomUUID());
      await changed();
    });
}
