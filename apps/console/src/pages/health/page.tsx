import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HealthView } from '#libs/contracts';
import { useHealth } from '../../api/health.ts';
import { useSession } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Finding } from './finding.tsx';
import { HealthMark } from './health-mark.tsx';
import { LanesTable } from './lanes-table.tsx';
import { PipelinePanel } from './pipeline-panel.tsx';
import classes from './page.module.css';

/** Is anything wrong, and what do I do about it? */
export default function HealthPage() {
  const { t } = useTranslation('health');
  const health = useHealth();
  return (
    <>
      <PageHead title={t('title')}>
        {health.data === undefined ? null : <HealthMark state={health.data.state} />}
      </PageHead>
      {health.isPending ? <Loading /> : null}
      {health.isError ? <Fault error={health.error} onRetry={() => void health.refetch()} /> : null}
      {health.data === undefined ? null : <Report health={health.data} />}
    </>
  );
}

const WORST_FIRST = ['bad', 'warn', 'ok'];

function Report({ health }: { health: HealthView }) {
  const { t } = useTranslation('health');
  const { role } = useSession();
  const findings = [...health.findings].sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
  );
  const ill = findings.filter(({ state }) => state !== 'ok').length;
  return (
    <Stack gap="lg">
      <Panel title={t('findings')} beside={<Text c="dimmed">{t('toSee', { count: ill })}</Text>}>
        <ul className={classes['findings']}>
          {findings.map((finding) => (
            <Finding key={finding.look} finding={finding} />
          ))}
        </ul>
      </Panel>
      <PipelinePanel />
      <Panel
        title={t('lanes.title')}
        actions={
          role === 'lead' ? (
            <a href="/queues" className={classes['link']}>
              {t('lanes.queues')}
            </a>
          ) : null
        }
      >
        <LanesTable lanes={health.lanes} />
      </Panel>
      <Text c="dimmed">
        {t('version', { version: health.version })} · {t('started')} <Instant at={health.startedAt} /> ·{' '}
        {t('seen')} <Instant at={health.at} form="full" />
      </Text>
    </Stack>
  );
}
