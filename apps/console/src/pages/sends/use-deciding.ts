import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApprovalRequest, HeldSendView } from '#libs/contracts';
import { useIntent } from '../../api/intent.ts';
import { decideOn } from '../../api/notices.ts';
import { tell } from '../../ui/undo.tsx';

/** Says one's word to a send, once, and tells what came of it. */
export function useDeciding({ id, incidentId }: Pick<HeldSendView, 'id' | 'incidentId'>) {
  const { t } = useTranslation('sends');
  const queries = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (given: ApprovalRequest) => decideOn(id, given, `${intent.key}.${given.decision}`),
    onSuccess: ({ state }) => tell(t(`came.${state}`)),
    // Refused, it may have been decided by somebody else meanwhile: look anew.
    onSettled: async () => {
      intent.renew();
      await queries.invalidateQueries({ queryKey: ['notifications'] });
      await queries.invalidateQueries({ queryKey: ['incident', incidentId] });
    },
  });
}
