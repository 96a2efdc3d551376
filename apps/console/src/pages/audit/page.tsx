import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAudit } from '../../api/audit.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { AuditTable } from './audit-table.tsx';
import { filterIn, withChoice } from './filter.ts';
import { Filters } from './filters.tsx';

/** Who used which access to what, when and from where? The question stands in the address, so it can be sent on. */
export default function AuditPage() {
  const { t } = useTranslation('audit');
  const [asked, setAsked] = useSearchParams();
  const filter = filterIn(asked);
  const choose = (name: string, value: string) =>
    setAsked((before) => withChoice(before, name, value), { replace: name === 'q' });
  const audit = useAudit(filter);
  const entries = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="md">
        <Filters filter={filter} known={entries} onChoose={choose} onClear={() => setAsked({})} />
        {audit.isPending ? <Loading /> : null}
        {audit.isError ? <Fault error={audit.error} onRetry={() => void audit.refetch()} /> : null}
        {audit.data !== undefined && entries.length === 0 ? (
          <Empty title={t('none')}>{t('noneWords')}</Empty>
        ) : null}
        {entries.length === 0 ? null : <AuditTable entries={entries} onChoose={choose} />}
        <More
          hasMore={audit.hasNextPage}
          isLoading={audit.isFetchingNextPage}
          onMore={() => void audit.fetchNextPage()}
        />
      </Stack>
    </>
  );
}
