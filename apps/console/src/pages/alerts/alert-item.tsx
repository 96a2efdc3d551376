import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HeldAlertView } from '#libs/contracts';
import { Countdown } from '../../ui/countdown.tsx';
import { Instant } from '../../ui/instant.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import { AlertActs } from './alert-acts.tsx';
import cards from '../../ui/cards.module.css';
import classes from './alerts.module.css';

/** One alert: about what, to whom, by which rule, how long it can still be stopped, or what became of it. */
export function AlertItem({ alert }: { alert: HeldAlertView }) {
  const { t } = useTranslation('alerts');
  const { incident, list, rule, state, reason, createdAt, dueAt, decidedBy, decidedAt } = alert;
  const isWaiting = state === 'held' || state === 'gathering';
  return (
    <li className={cards['card']} data-waiting={isWaiting}>
      <div className={cards['head']}>
        <Group gap="sm">
          <StateMark state={state} words={t(`state.${state}`)} />
          <SeverityMark severity={incident.severity} />
          <TlpMark tlp={incident.tlp} />
        </Group>
        {isWaiting && dueAt !== null ? (
          <span className={classes['due']}>
            {t('goesIn')} <Countdown at={dueAt} from={createdAt} />
          </span>
        ) : (
          <Text c="dimmed">
            <Instant at={decidedAt ?? createdAt} />
          </Text>
        )}
      </div>
      <div className="foreign">
        <Anchor component={Link} to={`/incidents/${incident.id}`}>
          #{incident.number} {incident.title}
        </Anchor>
      </div>
      <div className="foreign">
        {t('toList')}{' '}
        <Anchor component={Link} to={`/lists/${list}`} underline="always">
          {list}
        </Anchor>{' '}
        · {t('byRule')}{' '}
        <Anchor component={Link} to={`/lists/${list}?tab=rules`} underline="always">
          {rule.name}
        </Anchor>
        {decidedBy === null ? null : ` · ${t('by', { name: decidedBy.name })}`}
      </div>
      {reason === null ? null : <Text className="foreign">{reason}</Text>}
      {state === 'gathering' ? <Text c="dimmed">{t('gatheringWords')}</Text> : null}
      {isWaiting ? <AlertActs alert={alert} /> : null}
    </li>
  );
}
