import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DueDeadlineView } from '#libs/contracts';
import { useCalls } from '../../api/calls.ts';
import { useDueDeadlines } from '../../api/deadlines.ts';
import { useRota } from '../../api/rota.ts';
import { Countdown } from '../../ui/countdown.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './clocks.module.css';
import { NextWords } from './next-words.tsx';

/** Those shown beside other work. */
const FEW = 5;

/** On the duty board: who is on duty, and which clocks end next with what happens in silence. */
export default function BoardPanels() {
  return (
    <>
      <DutyPanel />
      <NextClocksPanel />
    </>
  );
}

function DutyPanel() {
  const { t } = useTranslation('clocks');
  const { data: rota } = useRota();
  const { items: calls } = useCalls('open');
  if (rota === undefined) return null;
  const { onDuty } = rota;
  return (
    <Panel
      title={t('duty.title')}
      actions={
        <Anchor component={Link} to="/rota">
          {t('duty.rota')}
        </Anchor>
      }
    >
      {onDuty === null ? (
        <Text>{t('duty.nobody')}</Text>
      ) : (
        <p className={`${classes['embargo']} foreign`}>
          <strong>{onDuty.name}</strong> · {t('duty.until')}{' '}
          <Instant at={onDuty.until} zone={rota.zone ?? 'UTC'} />
        </p>
      )}
      {calls.length === 0 ? null : (
        <Anchor component={Link} to="/calls" fw={600}>
          {t('duty.calls', { count: calls.length })}
        </Anchor>
      )}
    </Panel>
  );
}

function NextClocksPanel() {
  const { t } = useTranslation('clocks');
  const { data } = useDueDeadlines(FEW);
  if (data === undefined) return null;
  return (
    <Panel title={t('board.title')}>
      {data.items.length === 0 ? <Text c="dimmed">{t('board.none')}</Text> : null}
      <ul className={classes['board']}>
        {data.items.map((deadline) => (
          <NextClock key={deadline.id} deadline={deadline} />
        ))}
      </ul>
    </Panel>
  );
}

function NextClock({ deadline }: { deadline: DueDeadlineView }) {
  const { t } = useTranslation('clocks');
  const { incident, operator } = deadline;
  return (
    <li>
      {deadline.pausedSince === null ? (
        <Countdown at={deadline.dueAt} from={deadline.startedAt} />
      ) : (
        t('states.paused')
      )}{' '}
      <Anchor component={Link} to={`/incidents/${incident.id}?part=clocks`} className="foreign">
        #{incident.number} {t(`kinds.${deadline.kind}`)}
        {operator === null ? '' : `, ${operator.name}`}
      </Anchor>
      <div className={classes['dim']}>
        <NextWords deadline={deadline} />
      </div>
    </li>
  );
}
