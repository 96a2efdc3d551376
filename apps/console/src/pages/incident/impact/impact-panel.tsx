import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImpactView, IncidentOverviewView } from '#libs/contracts';
import { IMPACT_CLASSES } from '#libs/contracts';
import { useImpact } from '../../../api/impact.ts';
import type { ImpactQuestion } from '../../../api/impact.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ResourceList } from '../../../ui/resource-list.tsx';
import { PicturePanel } from '../../impact/picture/picture-panel.tsx';
import { HitTable } from './hit-table.tsx';
import { SharedMachines } from './shared-machines.tsx';

/** What is hit, how much of it, by way of what, and whose it is, as of the newest root zone. */
export default function ImpactPanel({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('incident');
  const { resources } = overview.incident;
  const question = useMemo<ImpactQuestion>(() => ({ resources, asOf: null }), [resources]);
  const impact = useImpact(question);
  if (resources.length === 0)
    return (
      <Panel title={t('parts.impact')}>
        <Empty title={t('impact.nothing')}>{t('impact.nothingWords')}</Empty>
      </Panel>
    );
  return (
    <Stack gap="md">
      <Panel title={t('impact.failing')}>
        <ResourceList resources={resources} />
      </Panel>
      {impact.isError && impact.data === undefined ? (
        <Fault error={impact.error} onRetry={() => void impact.refetch()} />
      ) : null}
      {impact.isPending ? <Loading /> : null}
      {impact.data === undefined ? null : (
        <>
          <Panel title={t('impact.hit')} beside={<Counts impact={impact.data} />}>
            <HitTable impact={impact.data} grid={overview.grid} />
          </Panel>
          <SharedMachines question={question} />
          <PicturePanel question={question} />
        </>
      )}
    </Stack>
  );
}

function Counts({ impact }: { impact: ImpactView }) {
  const { t } = useTranslation('incident');
  const counts = {
    all_servers: impact.counts.allServers,
    some_servers: impact.counts.someServers,
    name_dependency: impact.counts.nameDependency,
  };
  return (
    <Text c="dimmed">
      {IMPACT_CLASSES.map((rank) => `${counts[rank]} ${t(`impact.classes.${rank}`)}`).join(' · ')}
      {' · '}
      {t('impact.serial', { serial: impact.serial })}
    </Text>
  );
}
