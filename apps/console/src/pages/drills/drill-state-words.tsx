import { useTranslation } from 'react-i18next';
import type { DrillView } from '#libs/contracts';
import { Countdown } from '../../ui/countdown.tsx';

/** Whether answers still count, and for how long; or that somebody else must agree first. */
export function DrillStateWords({ drill: { state, answerBy, startedAt } }: { drill: DrillView }) {
  const { t } = useTranslation('drills');
  if (state !== 'running' || answerBy === null || startedAt === null) return <>{t(`state.${state}`)}</>;
  return (
    <>
      {t('state.running')}, {t('left')} <Countdown at={answerBy} from={startedAt} />
    </>
  );
}
