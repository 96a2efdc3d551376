import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAdvisories } from '../../api/advisories.ts';
import type { AdvisoryFilter } from '../../api/advisories.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import classes from './advisories.module.css';
import { AdvisoryStage } from './stage.tsx';

export function AdvisoriesTable({ filter }: { filter: AdvisoryFilter }) {
  const { t } = useTranslation('advisories');
  const advisories = useAdvisories(filter);
  if (advisories.isError) return <Fault error={advisories.error} onRetry={() => void advisories.refetch()} />;
  if (advisories.isPending) return <Loading />;
  const items = advisories.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={t('none')}>{t('noneWords')}</Empty>;
  return (
    <>
      <Folding label={t('title')}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('heading')}</Table.Th>
              <Table.Th>{t('stage')}</Table.Th>
              <Table.Th>{t('writtenBy')}</Table.Th>
              <Table.Th>{t('updatedAt')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((advisory) => (
              <Table.Tr key={advisory.id}>
                <Table.Td className={`foreign ${classes['heading'] ?? ''}`}>
                  <Anchor component={Link} to={`/advisories/${advisory.id}`}>
                    {advisory.title}
                  </Anchor>
                  {advisory.number === null ? null : (
                    <Text size="xs" c="dimmed">
                      {advisory.number}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <AdvisoryStage advisory={advisory} />
                </Table.Td>
                <Table.Td className="foreign">{advisory.writtenBy.name}</Table.Td>
                <Table.Td>
                  <Instant at={advisory.updatedAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
      <More
        hasMore={advisories.hasNextPage}
        isLoading={advisories.isFetchingNextPage}
        onMore={() => void advisories.fetchNextPage()}
      />
    </>
  );
}
