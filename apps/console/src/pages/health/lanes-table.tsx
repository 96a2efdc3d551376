import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JOB_NAMES, LANES } from '#libs/contracts';
import type { LaneView } from '#libs/contracts';
import { languageNow } from '../../app/language.ts';
import { Empty } from '../../ui/empty.tsx';
import { durationWords } from '../../ui/time-words.ts';

/** Work that waits in rows, by job and lane. Lanes without any are left out. */
export function LanesTable({ lanes }: { lanes: LaneView[] }) {
  const { t } = useTranslation('health');
  const shown = JOB_NAMES.flatMap((job) =>
    LANES.flatMap((lane) => lanes.filter((one) => one.job === job && one.lane === lane)),
  ).filter(({ due, later }) => due + later > 0);
  if (shown.length === 0) return <Empty title={t('lanes.none')} />;
  return (
    <Table aria-label={t('lanes.title')} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('lanes.work')}</Table.Th>
          <Table.Th ta="right">{t('lanes.due')}</Table.Th>
          <Table.Th ta="right">{t('lanes.oldest')}</Table.Th>
          <Table.Th ta="right">{t('lanes.later')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map(({ job, lane, due, later, oldestSeconds }) => (
          <Table.Tr key={`${job} ${lane}`}>
            <Table.Td>
              {t(`lanes.jobs.${job.replace('.', '-')}`)}
              {lane === 'urgent' ? ` · ${t('lanes.urgent')}` : ''}
            </Table.Td>
            <Table.Td ta="right">{due}</Table.Td>
            <Table.Td ta="right">
              {due === 0 ? '–' : durationWords(oldestSeconds * 1_000, languageNow())}
            </Table.Td>
            <Table.Td ta="right">{later}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
