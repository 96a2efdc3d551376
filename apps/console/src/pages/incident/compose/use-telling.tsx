import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NoticePreviewView, NotificationView } from '#libs/contracts';
import { ApiFault } from '../../../api/fault.ts';
import { tellAudience } from '../../../api/notices.ts';
import type { NoticeRequest } from '../../../api/notices.ts';
import { useAsk } from '../../../ui/ask.tsx';
import type { Draft } from '../../../ui/use-draft.ts';
import type { NoticeDraft } from './draft.ts';
import { PreviewSummary } from './preview-summary.tsx';

export interface TellingOnce {
  isPending: boolean;
  error: unknown;
  /** An earlier try under this draft's key went through with other words. */
  wentBefore: boolean;
  /** Asks once more, then sends. */
  confirm: (request: NoticeRequest, preview: NoticePreviewView) => Promise<void>;
  /** The person knows of the earlier one, and means another. */
  meanAnother: () => void;
}

/** Sends a draft, once: pressed again or after a lost answer it is the same notice. */
export function useTelling(
  incidentId: string,
  draft: Draft<NoticeDraft>,
  onTold: (notice: NotificationView) => void,
): TellingOnce {
  const { t } = useTranslation('compose');
  const ask = useAsk();
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: (request: NoticeRequest) => tellAudience(incidentId, request, draft.value.key),
    onSuccess: (notice) => {
      draft.clear();
      queries.setQueryData(['notifications', notice.id], notice);
      void queries.invalidateQueries({ queryKey: ['incident', incidentId] });
      void queries.invalidateQueries({ queryKey: ['notifications', 'held'] });
      onTold(notice);
    },
  });
  return {
    isPending: sending.isPending,
    error: sending.error,
    wentBefore:
      sending.error instanceof ApiFault && sending.error.problem.code === 'idempotency.other_request',
    confirm: async (request, preview) => {
      const { counts, secondPerson } = preview;
      const act = secondPerson.needed > 0 ? 'send.propose' : counts.signed === 0 ? 'send.none' : 'send.act';
      const answer = await ask({
        title: t(secondPerson.needed > 0 ? 'send.proposeTitle' : 'send.title'),
        what: <PreviewSummary preview={preview} />,
        act: t(act, { count: counts.signed }),
      });
      if (answer !== null) sending.mutate(request);
    },
    meanAnother: () => {
      draft.set({ ...draft.value, key: crypto.randomUUID() });
      sending.reset();
    },
  };
}
