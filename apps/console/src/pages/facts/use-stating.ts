import { useTranslation } from 'react-i18next';
import type { FactStated, TimelineEntryView } from '#libs/contracts';
import { stateFact, useIncidentChanged } from '../../api/entries.ts';
import { ApiFault } from '../../api/fault.ts';
import { tell } from '../../ui/undo.tsx';
import type { Draft } from '../../ui/use-draft.ts';
import { useSaying } from '../../ui/use-saying.ts';
import { factOf } from './fact-draft.ts';
import type { FactDraft, FactField } from './fact-draft.ts';

const POINTERS: Record<FactField, string> = {
  what: '/what',
  from: '/from',
  to: '/to',
  observed: '/observedAt',
};

/** States the fact once, however often it is pressed. */
export function useStating(
  incidentId: string,
  draft: Draft<FactDraft>,
  corrected: TimelineEntryView | null,
  onDone: () => void,
) {
  const { t } = useTranslation('facts');
  const saying = useSaying({
    send: (fact: FactStated, key) => stateFact(incidentId, fact, key),
    changed: useIncidentChanged(incidentId),
    onDone: () => {
      draft.clear();
      tell(t(corrected === null ? 'done' : 'corrected'));
      onDone();
    },
  });
  const { error } = saying;
  return {
    mutate: () => {
      const fact = factOf(draft.value, corrected);
      if (fact !== null) saying.mutate(fact);
    },
    isPending: saying.isPending,
    isError: saying.isError,
    error,
    faultAt: (field: FactField) => (error instanceof ApiFault ? error.at(POINTERS[field]) : null),
    /** What went wrong was of other words. */
    reworded: () => {
      if (saying.isError) saying.reset();
    },
  };
}
