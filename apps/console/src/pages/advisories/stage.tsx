import { useTranslation } from 'react-i18next';
import type { AdvisorySummaryView } from '#libs/contracts';

/** How far it is on its way to the public. */
export function stageOf({ state, asked, isChanged }: AdvisorySummaryView) {
  if (asked !== null) return 'asked';
  return state === 'published' && isChanged ? 'changed' : state;
}

/** The same as sign and word. */
export function AdvisoryStage({ advisory }: { advisory: AdvisorySummaryView }) {
  const { t } = useTranslation('advisories');
  const stage = stageOf(advisory);
  return (
    <span>
      <span aria-hidden="true">{SIGNS[stage]}</span> {t(`stages.${stage}`)}
    </span>
  );
}

const SIGNS = { draft: '–', asked: '…', published: '✓', changed: '≠', withdrawn: '×' } as const;
