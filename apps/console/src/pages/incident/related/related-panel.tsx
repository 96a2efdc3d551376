import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RelatedIncidentView, StaffIncidentView } from '#libs/contracts';
import { useRelated } from '../../../api/incident.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { useReasonWords } from '../../../ui/use-reason-words.ts';
import classes from './related.module.css';
import { Shared } from './shared.tsx';

/** Other incidents that have to do with this one, by a person's word or by what both touch, with the reasons. */
export default function RelatedPanel({ incident }: { incident: StaffIncidentView }) {
  const { t } = useTranslation('incident');
  const related = useRelated(incident.id);
  const items = related.data?.items ?? [];
  return (
    <Panel title={t('parts.related')}>
      {related.isError && related.data === undefined ? (
        <Fault error={related.error} onRetry={() => void related.refetch()} />
      ) : null}
      {related.isPending ? <Loading lines={4} /> : null}
      {related.data !== undefined && items.length === 0 ? (
        <Empty title={t('related.none')}>{t('related.noneWords')}</Empty>
      ) : null}
      <ul className={classes['list']}>
        {items.map((other) => (
          <Related key={other.id} other={other} />
        ))}
      </ul>
    </Panel>
  );
}

function Related({ other }: { other: RelatedIncidentView }) {
  const { t } = useTranslation('incident');
  const inWords = useReasonWords();
  return (
    <li className={classes['item']}>
      <div className={classes['head']}>
        <Anchor component={Link} to={`/incidents/${other.id}`} className="foreign">
          #{other.number} {other.title}
        </Anchor>
        <span className={classes['relation']}>
          {other.relation === 'similar'
            ? t(other.looksLikeOne ? 'related.looksLikeOne' : 'related.score', {
                score: other.score.toFixed(2),
              })
            : t(`related.${other.relation}`)}
        </span>
      </div>
      <div className={classes['marks']}>
        <SeverityMark severity={other.severity} />
        <TlpMark tlp={other.tlp} />
        <StateMark of="incident" state={other.state} />
        <span>
          {t('related.opened')} <Instant at={other.openedAt} />
        </span>
      </div>
      {other.reasons.length === 0 ? null : (
        <Text c="dimmed" className="foreign">
          {other.reasons.map(inWords).join(' ')}
        </Text>
      )}
      <Shared shared={other.shared} />
    </li>
  );
}
