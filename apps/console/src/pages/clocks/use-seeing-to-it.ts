import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeadlineView } from '#libs/contracts';
import { acknowledgeDeadline, useClocksChanged } from '../../api/deadlines.ts';
import { useIntent } from '../../api/intent.ts';
import { useAsk } from '../../ui/ask.tsx';
import { tell, tellFault } from '../../ui/undo.tsx';

/** Minutes in which nobody else is told; then the ladder goes on where it was. */
const MINUTES = 30;

/** Says before what it does: whoever sees to a clock keeps the ladder quiet, and cannot take that back. */
export function useSeeingToIt({ id, kind }: DeadlineView): {
  seeToIt: () => Promise<void>;
  isPending: boolean;
} {
  const { t } = useTranslation('clocks');
  const ask = useAsk();
  const changed = useClocksChanged();
  const intent = useIntent();
  const seeing = useMutation({
    mutationFn: (reason: string) => acknowledgeDeadline(id, { minutes: MINUTES, reason }, intent.key),
    networkMode: 'always',
    onSuccess: async () => {
      intent.renew();
      await changed();
      tell(t('see.done', { minutes: MINUTES }));
    },
    onError: (error) => tellFault(t('see.failed'), error),
  });
  const seeToIt = async () => {
    const answer = await ask({
      title: t('see.title', { what: t(`kinds.${kind}`) }),
      what: t('see.words', { minutes: MINUTES }),
      act: t('see.act'),
      reason: 'optional',
    });
    if (answer !== null) seeing.mutate(answer.reason);
  };
  return { seeToIt, isPending: seeing.isPending };
}
