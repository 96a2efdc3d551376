import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OutageView } from '#libs/contracts';
import { noteOutage, useClocksChanged } from '../../../api/deadlines.ts';
import { ApiFault } from '../../../api/fault.ts';
import { tell } from '../../../ui/undo.tsx';
import { useKeyOf } from '../../../ui/use-saying.ts';
import type { Draft } from '../../../ui/use-draft.ts';
import { outagesOf } from './outage-draft.ts';
import type { OutageDraft, OutageField } from './outage-draft.ts';

const FIELDS: Record<OutageField, { pointer: string; code: string | null }> = {
  tlds: { pointer: '/tld', code: 'outage.tld_unknown' },
  from: { pointer: '/from', code: 'outage.too_far' },
  until: { pointer: '/until', code: null },
  learned: { pointer: '/learnedAt', code: 'outage.learned_in_the_future' },
  reason: { pointer: '/reason', code: null },
};

/** Notes the outage of each TLD, once. Those that were noted leave the form, so that only the others are tried again. */
export function useNoting(
  incidentId: string,
  draft: Draft<OutageDraft>,
  corrected: OutageView | null,
  onDone: () => void,
) {
  const { t } = useTranslation('clocks');
  const changed = useClocksChanged();
  const keyOf = useKeyOf();
  const noting = useMutation({
    mutationFn: async () => {
      const outages = outagesOf(draft.value, corrected) ?? [];
      for (const [index, outage] of outages.entries()) {
        await noteOutage(incidentId, outage, keyOf(outage));
        draft.set({ ...draft.value, tlds: draft.value.tlds.slice(index + 1) });
      }
      return outages.length;
    },
    networkMode: 'always',
    onSuccess: (count) => {
      draft.clear();
      tell(t('outage.done', { count }));
      onDone();
    },
    onSettled: changed,
  });
  const { error } = noting;
  const faultAt = (field: OutageField): string | null => {
    if (!(error instanceof ApiFault)) return null;
    const { pointer, code } = FIELDS[field];
    return error.at(pointer) ?? (code === error.problem.code ? error.message : null);
  };
  return {
    mutate: () => noting.mutate(),
    isPending: noting.isPending,
    isError: noting.isError,
    error,
    faultAt,
    /** What went wrong was of other words. */
    reworded: () => {
      if (noting.isError) noting.reset();
    },
  };
}
