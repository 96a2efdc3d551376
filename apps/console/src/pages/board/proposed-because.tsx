import { useTranslation } from 'react-i18next';
import type { FreshIncidentView } from '#libs/contracts';
import classes from './board.module.css';

/** More than these say no more to somebody who has a minute. */
const MOST = 4;

/** Why the machine proposes this kind and this severity, and what it found in the root zone. */
export function ProposedBecause({ item: { reasons, impact } }: { item: FreshIncidentView }) {
  const { t } = useTranslation('board');
  const told = [...(reasons.severity ?? []), ...(reasons.kind ?? []), ...(reasons.duplicate ?? [])];
  const hit = impact === null ? 0 : impact.allServers + impact.someServers + impact.nameDependency;
  return (
    <ul className={classes['because']} aria-label={t('fresh.because')}>
      {told.slice(0, MOST).map(({ rule, text }) => (
        <li key={`${rule} ${text}`} className="foreign">
          {text}
        </li>
      ))}
      {impact === null || hit === 0 ? null : (
        <li>
          {t('fresh.impact', {
            all: impact.allServers,
            some: impact.someServers,
            soft: impact.nameDependency,
            operators: impact.operators,
          })}
        </li>
      )}
    </ul>
  );
}
