import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DeadlineView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { useNow } from '../../ui/now.ts';
import classes from './clocks.module.css';
import { isQuiet, nextStep } from './standing.ts';

/** What happens next if nobody does anything: whom the ladder tells, and when; or who keeps it quiet. */
export function NextWords({ deadline }: { deadline: DeadlineView }) {
  const { t } = useTranslation('clocks');
  const now = useNow(10);
  const step = nextStep(deadline);
  if (deadline.quietUntil !== null && isQuiet(deadline, now))
    return (
      <span className="foreign">
        {t('quiet', { name: deadline.acknowledgedBy?.name ?? t('somebody') })}{' '}
        <Instant at={deadline.quietUntil} />
      </span>
    );
  return (
    <>
      {deadline.nobodyToldAt === null ? null : (
        <>
          <strong className={classes['alarm']}>{t('nobodyTold')}</strong>{' '}
          <Link to="/rota">{t('lookAtRota')}</Link>{' '}
        </>
      )}
      {step === null ? null : (
        <span>
          {t('next')} {t(`steps.${step.step}`)} <Instant at={step.at} />
        </span>
      )}
    </>
  );
}
