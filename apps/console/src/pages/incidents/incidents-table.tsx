import { Anchor, Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffIncidentView } from '#libs/contracts';
import { useIncidents } from '../../api/incidents.ts';
import type { IncidentFilter } from '../../api/incidents.ts';
import { useKindTitle } from '../../api/kinds.ts';
import { useStaff } from '../../api/staff.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './incidents.module.css';

const COLUMNS = ['number', 'incident', 'severity', 'state', 'tlp', 'kind', 'assignee', 'openedAt'] as const;

export function IncidentsTable({ filter, onClear }: { filter: IncidentFilter; onClear: () => void }) {
  const { t } = useTranslation('incidents');
  const incidents = useIncidents(filter);
  if (incidents.isError) return <Fault error={incidents.error} onRetry={() => void incidents.refetch()} />;
  if (incidents.isPending) return <Loading />;
  const items = incidents.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Nothing isFiltered={Object.keys(filter).length > 0} onClear={onClear} />;
  return (
    <>
      <Folding label={t('title')}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((column) => (
                <Table.Th key={column}>{t(column)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((incident) => (
              <Row key={incident.id} incident={incident} />
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
      <More
        hasMore={incidents.hasNextPage}
        isLoading={incidents.isFetchingNextPage}
        onMore={() => void incidents.fetchNextPage()}
      />
    </>
  );
}

function Row({ incident }: { incident: StaffIncidentView }) {
  const { t } = useTranslation('incidents');
  const kindTitle = useKindTitle();
  const staff = useStaff().data;
  const { assignee } = incident;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/incidents/${incident.id}`} style={{ whiteSpace: 'nowrap' }}>
          #{incident.number}
        </Anchor>
      </Table.Td>
      <Table.Td className={`foreign ${classes['title'] ?? ''}`}>
        {incident.title}
        {incident.exercise ? <Text size="xs">{t('exercise')}</Text> : null}
      </Table.Td>
      <Table.Td>
        <SeverityMark severity={incident.severity} />
      </Table.Td>
      <Table.Td>
        <StateMark of="incident" state={incident.state} />
      </Table.Td>
      <Table.Td>
        <TlpMark tlp={incident.tlp} />
      </Table.Td>
      <Table.Td>{kindTitle(incident.kind)}</Table.Td>
      <Table.Td>{assignee === null ? t('nobody') : (staff?.get(assignee)?.name ?? t('somebody'))}</Table.Td>
      <Table.Td>
        <Instant at={incident.openedAt} />
      </Table.Td>
    </Table.Tr>
  );
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation('incidents');
  if (!isFiltered) return <Empty title={t('none')}>{t('noneWords')}</Empty>;
  return (
    <Empty title={t('noneFits')}>
      <Button variant="default" onClick={onClear}>
        {t('clear')}
      </Button>
    </Empty>
  );
}
