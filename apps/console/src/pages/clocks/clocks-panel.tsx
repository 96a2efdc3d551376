import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { IncidentDeadlinesView, IncidentOverviewView } from '#libs/contracts';
import { useIncidentDeadlines } from '../../api/deadlines.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AwarenessDialog } from './awareness-dialog.tsx';
import { AwarenessList } from './awareness-list.tsx';
import { ClockItem } from './clock-item.tsx';
import classes from './clocks.module.css';
import { EmbargoPanel } from './embargo/embargo-panel.tsx';
import { FilingDialog } from './filing-dialog.tsx';
import { FilingList } from './filing-list.tsx';
import { MetersTable } from './meters-table.tsx';
import { OutagesPanel } from './outages/outages-panel.tsx';
import { isOpen } from './standing.ts';

/** What is due of this incident, until when, why, and what happens when nobody does anything. */
export default function ClocksPanel({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('clocks');
  const asked = useIncidentDeadlines(overview.incident.id);
  if (asked.data !== undefined) return <Clocks overview={overview} clocks={asked.data} />;
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  return (
    <Panel title={t('title')}>
      <Loading />
    </Panel>
  );
}

interface Props {
  overview: IncidentOverviewView;
  clocks: IncidentDeadlinesView;
}

function Clocks({ overview, clocks }: Props) {
  const { t } = useTranslation('clocks');
  const [open, over] = [clocks.deadlines.filter(isOpen), clocks.deadlines.filter((one) => !isOpen(one))];
  const overdue = open.filter(({ state }) => state === 'overdue').length;
  return (
    <Stack gap="md">
      {overview.incident.exercise ? <Text fw={600}>{t('exercise')}</Text> : null}
      <Panel
        title={t('title')}
        beside={
          <Text c="dimmed">
            {t('open', { count: open.length })}
            {overdue === 0 ? '' : ` · ${t('overdue', { count: overdue })}`}
          </Text>
        }
      >
        {open.length === 0 ? <Empty title={t('none')}>{t('noneWords')}</Empty> : null}
        <ul className={classes['clocks']}>
          {open.map((deadline) => (
            <ClockItem key={deadline.id} deadline={deadline} />
          ))}
        </ul>
        {over.length === 0 ? null : (
          <details className={classes['over']}>
            <summary>{t('over', { count: over.length })}</summary>
            <ul className={classes['clocks']}>
              {over.map((deadline) => (
                <ClockItem key={deadline.id} deadline={deadline} />
              ))}
            </ul>
          </details>
        )}
      </Panel>
      <EmbargoPanel incidentId={overview.incident.id} embargo={clocks.embargo} />
      <Decisions overview={overview} clocks={clocks} />
      <OutagesPanel overview={overview} outages={clocks.outages} />
      {clocks.meters.length === 0 ? null : <MetersTable meters={clocks.meters} />}
    </Stack>
  );
}

/** What only a person can say, and the law's clocks run by. */
function Decisions({ overview, clocks }: Props) {
  const { t } = useTranslation('clocks');
  const [isDeciding, deciding] = useDisclosure(false);
  const [isFiling, filing] = useDisclosure(false);
  const isDecided = clocks.awareness.some(({ operator }) => operator === null);
  return (
    <Panel
      title={t('awareness.title')}
      actions={
        <Group gap="sm">
          <Button variant="default" size="compact-sm" onClick={deciding.open}>
            {t(isDecided ? 'awareness.correct' : 'awareness.set')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={filing.open}>
            {t('filing.note')}
          </Button>
        </Group>
      }
    >
      <AwarenessList decisions={clocks.awareness} />
      <FilingList filings={clocks.filings} />
      <AwarenessDialog overview={overview} opened={isDeciding} onClose={deciding.close} />
      <FilingDialog overview={overview} opened={isFiling} onClose={filing.close} />
    </Panel>
  );
}
