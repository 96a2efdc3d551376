import { useTranslation } from 'react-i18next';
import type { DeadlineView, LadderStepView } from '#libs/contracts';
import { languageNow } from '../../app/language.ts';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { durationWords } from '../../ui/time-words.ts';
import classes from './clocks.module.css';

/** Why a clock says what it says, from the facts; where it is written; and each step of its ladder. */
export function Why({ deadline }: { deadline: DeadlineView }) {
  const { t } = useTranslation('clocks');
  const { why, source, start, stop, pause, startedAt, dueAt, stoppedAt, limitSeconds, ladder } = deadline;
  return (
    <details className={classes['why']}>
      <summary>{t('why.title')}</summary>
      <ul className="foreign">
        {why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Facts
        facts={[
          [t('why.source'), source],
          [t('why.begun'), <Instant key="begun" at={startedAt} form="full" />],
          [t('why.due'), <Instant key="due" at={dueAt} form="full" />],
          [t('why.limit'), durationWords(limitSeconds * 1_000, languageNow())],
          [
            t('why.stopped'),
            stoppedAt === null ? null : <Instant key="stopped" at={stoppedAt} form="full" />,
          ],
          [t('why.start'), start],
          [t('why.stop'), stop],
          [t('why.pause'), pause],
        ]}
      />
      {ladder.length === 0 ? null : (
        <>
          <h3 className={classes['heading']}>{t('why.ladder')}</h3>
          <ol>
            {ladder.map((rung, index) => (
              <Rung key={`${index} ${rung.step}`} rung={rung} />
            ))}
          </ol>
        </>
      )}
    </details>
  );
}

function Rung({ rung: { step, at, why, outcome, told } }: { rung: LadderStepView }) {
  const { t } = useTranslation('clocks');
  return (
    <li className="foreign">
      <Instant at={at} />{' '}
      {t('why.rung', { step: t(`steps.${step}`), outcome: t(`outcomes.${outcome ?? 'ahead'}`) })}
      {told.length === 0 ? null : ` (${told.join(', ')})`}
      {why === null ? null : <div className={classes['dim']}>{why}</div>}
    </li>
  );
}
