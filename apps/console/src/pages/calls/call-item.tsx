import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CallView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import { CallForm } from './call-form.tsx';
import cards from '../../ui/cards.module.css';
import classes from './calls.module.css';
import { dialOf } from './dial.ts';
import { Hour } from './hour.tsx';

/** One call: whom, by which number, at what hour of theirs, and why; and what came of it. */
export function CallItem({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { incident, callee, about } = call;
  const names = [callee.contact, callee.role, callee.operator].filter((name) => name !== null);
  return (
    <li className={cards['card']}>
      <div className={classes['marks']}>
        <SeverityMark severity={incident.severity} />
        <TlpMark tlp={incident.tlp} />
        {incident.exercise ? <strong>{t('exercise')}</strong> : null}
        <Anchor component={Link} to={`/incidents/${incident.id}?part=clocks`}>
          #{incident.number}
        </Anchor>
        <Instant at={call.createdAt} />
      </div>
      <div className="foreign">
        <strong>{t(`parties.${call.party}`)}</strong> {names.join(', ')}
        {about === null ? null : ` · ${t('about', { name: about.name })}`}
      </div>
      <div>
        {callee.phone === null ? (
          t('noPhone')
        ) : (
          <a href={dialOf(callee.phone)} className={classes['phone']}>
            {callee.phone}
          </a>
        )}
        {callee.timezone === null ? null : (
          <span className={classes['dim']}>
            {' '}
            · {t('theirs')} <Hour zone={callee.timezone} />
          </span>
        )}
      </div>
      <p className={`${classes['why']} foreign`}>{call.why}</p>
      {call.state === 'open' ? <CallForm call={call} /> : <Outcome call={call} />}
    </li>
  );
}

function Outcome({ call: { state, outcome, note, doneBy, doneAt } }: { call: CallView }) {
  const { t } = useTranslation('calls');
  return (
    <div className="foreign">
      <strong>{t(outcome === null ? `ended.${state}` : `outcomes.${outcome}`)}</strong>{' '}
      {doneBy === null ? null : doneBy.name} {doneAt === null ? null : <Instant at={doneAt} form="full" />}
      {note === null || note === '' ? null : <p className={classes['why']}>{note}</p>}
    </div>
  );
}
