import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffIncidentView } from '#libs/contracts';
import { usePages } from '../../../api/pages.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { More } from '../../../ui/more.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import classes from '../directory.module.css';

const OPEN = 'new,triaging,coordinating,monitoring';

/** Incidents that touch it and are not closed; for the CERT's own people. */
export function OpenIncidentsPanel({ slug }: { slug: string }) {
  const { t } = useTranslation('directory');
  const list = usePages<StaffIncidentView>(['incidents', 'operator'], 'incidents', {
    operator: slug,
    state: OPEN,
    limit: 20,
  });
  return (
    <Panel title={t('operator.incidents')}>
      {list.isPending ? <Loading lines={2} /> : null}
      {list.isError && list.items.length === 0 ? (
        <Fault error={list.error} onRetry={() => void list.refetch()} />
      ) : null}
      {list.isSuccess && list.items.length === 0 ? (
        <span className={classes['dim']}>{t('operator.noIncidents')}</span>
      ) : null}
      <ul className={classes['lines']}>
        {list.items.map((incident) => (
          <li key={incident.id}>
            <SeverityMark severity={incident.severity} /> <TlpMark tlp={incident.tlp} />{' '}
            <Anchor component={Link} to={`/incidents/${incident.id}`} underline="always">
              #{incident.number}
            </Anchor>{' '}
            <span className="foreign">{incident.title}</span>{' '}
            <StateMark of="incident" state={incident.state} />{' '}
            <span className={classes['dim']}>
              <Instant at={incident.openedAt} />
            </span>
          </li>
        ))}
      </ul>
      <More
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </Panel>
  );
}
