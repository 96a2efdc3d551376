import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EmbargoView } from '#libs/contracts';
import { setEmbargo, useClocksChanged } from '../../../api/deadlines.ts';
import { useIntent } from '../../../api/intent.ts';
import { useAsk } from '../../../ui/ask.tsx';
import { tellFault } from '../../../ui/undo.tsx';
import { useTakingBack } from './use-taking-back.ts';

/** Lifts an embargo before its instant, after a second look and with a reason. */
export function useLifting(incidentId: string): {
  lift: (held: EmbargoView) => Promise<void>;
  isPending: boolean;
} {
  const { t } = useTranslation('clocks');
  const ask = useAsk();
  const intent = useIntent();
  const changed = useClocksChanged();
  const takeBack = useTakingBack(incidentId);
  const lifting = useMutation({
    mutationFn: ({ reason }: { held: EmbargoView; reason: string }) =>
      setEmbargo(incidentId, { until: null, zone: 'UTC', agreedWith: '', reason }, intent.key),
    networkMode: 'always',
    onSuccess: async (_lifted, { held }) => {
      intent.renew();
      await changed();
      takeBack(t('embargo.lifted'), held);
    },
    onError: (error) => tellFault(t('embargo.stays'), error),
  });
  const lift = async (held: EmbargoView) => {
    const answer = await ask({
      title: t('embargo.liftTitle'),
      what: t('embargo.liftWords', { words: held.words }),
      act: t('embargo.lift'),
      reason: 'needed',
      grave: true,
    });
    if (answer !== null) lifting.mutate({ held, reason: answer.reason });
  };
  return { lift, isPending: lifting.isPending };
}
