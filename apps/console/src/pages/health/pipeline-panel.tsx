import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PipelineCauseView, PipelineView } from '#libs/contracts';
import { languageNow } from '../../app/language.ts';
import { usePipeline } from '../../api/pipeline.ts';
import { Facts } from '../../ui/facts.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Panel } from '../../ui/panel.tsx';
import { durationWords } from '../../ui/time-words.ts';
import { HealthMark } from './health-mark.tsx';

/** Silence is noticed: signs of life of the workers, and a report that the service files to try itself. */
export function PipelinePanel() {
  const { t } = useTranslation('health');
  const asked = usePipeline();
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data === undefined) return null;
  const { status, causes, queues, workerHeardSeconds, canary } = asked.data;
  return (
    <Panel title={t('signs.title')} beside={<HealthMark state={status === 'ok' ? 'ok' : 'bad'} />}>
      {causes.length === 0 ? (
        <Text>{t('signs.ok')}</Text>
      ) : (
        <ul className="foreign">
          {causes.map((cause) => (
            <li key={cause.text}>
              <CauseWords cause={cause} />
            </li>
          ))}
        </ul>
      )}
      <Facts
        facts={[
          [
            t('signs.worker'),
            workerHeardSeconds === null
              ? t('signs.never')
              : t('signs.ago', { duration: shortWords(workerHeardSeconds) }),
          ],
          [t('signs.queues'), t(`signs.queuesAre.${queues}`)],
          [t('signs.canary'), canary === null ? t('signs.noCanary') : <Canary canary={canary} />],
        ]}
      />
    </Panel>
  );
}

/** Below a minute in seconds: workers give a sign each few. */
const shortWords = (seconds: number): string =>
  seconds < 60 ? `${Math.round(seconds)} s` : durationWords(seconds * 1_000, languageNow());

function CauseWords({ cause: { code, parts, text } }: { cause: PipelineCauseView }) {
  const { t } = useTranslation('health');
  const { seconds, job, stuckAt, lane } = parts;
  return t(`signs.causes.${code}`, {
    ...parts,
    defaultValue: text,
    job: t(`lanes.jobs.${job}`, { defaultValue: job }),
    urgent: lane === 'urgent' ? ` (${t('lanes.urgent')})` : '',
    duration: typeof seconds === 'number' ? shortWords(seconds) : '',
    place: t(`signs.stuckAt.${stuckAt}`, { defaultValue: '' }),
  });
}

function Canary({ canary }: { canary: NonNullable<PipelineView['canary']> }) {
  const { t } = useTranslation('health');
  const { state, why, stuckAt, sentSeconds, homeSeconds } = canary;
  return (
    <>
      {t(`signs.canaryIs.${state}`, { duration: shortWords(sentSeconds) })}
      {why === null ? null : `: ${stuckAt === null ? why : t(`signs.stuckAt.${stuckAt}`)}`}
      {homeSeconds === null ? null : <div>{t('signs.home', { duration: shortWords(homeSeconds) })}</div>}
    </>
  );
}
