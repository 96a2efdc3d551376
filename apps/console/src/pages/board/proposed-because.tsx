import { useTranslation } from 'react-i18next';
import type { FreshIncidentView, ImpactCountsView } from '#libs/contracts';
import { useReasonWords } from '../../ui/use-reason-words.ts';
import classes from './board.module.css';

/** More than these say no more to somebody who has a minute. */
const MOST = 4;

/** Why the machine proposes this kind and this severity, and what it found in the root zone. */
export function ProposedBecause({ item: { reasons, impact } }: { item: FreshIncidentView }) {
  const { t } = useTranslation('board');
  const inWords = useReasonWords();
  const told = [...(reasons.severity ?? []), ...(reasons.kind ?? []), ...(reasons.duplicate ?? [])];
  return (
    <ul className={classes['because']} aria-label={t('fresh.because')}>
      {told.slice(0, MOST).map((reason) => (
        <li key={`${reason.rule} ${reason.text}`} className="foreign">
          {inWords(reason)}
        </li>
      ))}
      {impact === null ? null : <ImpactWords impact={impact} />}
    </ul>
  );
}

function ImpactWords({ impact }: { impact: ImpactCountsView }) {
  const { t } = useTranslation('board');
  const parts = (['allServers', 'someServers', 'nameDependency'] as const).flatMap((name) =>
    impact[name] === 0 ? [] : [t(`impact.${name}`, { count: impact[name] })],
  );
  return parts.length === 0 ? null : <li>{t('impact.found', { parts: parts.join(', ') })}</li>;
}
