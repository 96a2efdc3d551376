import { Anchor, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useNotice } from '../../api/notices.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DeliveriesTable } from '../incident/notices/deliveries-table.tsx';
import { listsOf } from './lists-of.ts';
import { HeldSend } from './held-send.tsx';

/** One send, for whom somebody handed the link to it; with its mails once it has gone out. */
export default function SendPage() {
  const { t } = useTranslation('sends');
  const { id = '' } = useParams();
  const asked = useNotice(id);
  return (
    <>
      <PageHead title={t(asked.data?.approval === null ? 'plain' : 'one')}>
        <Anchor component={Link} to="/sends">
          {t('all')}
        </Anchor>
      </PageHead>
      {asked.isPending ? <Loading /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : (
        <Stack gap="lg">
          {asked.data.approval === null ? (
            <Empty title={t('tookNobody')} />
          ) : (
            <HeldSend send={asked.data} namesAll />
          )}
          {asked.data.deliveries.length === 0 ? null : (
            <Panel title={t('went')}>
              <DeliveriesTable
                deliveries={asked.data.deliveries}
                toList={listsOf(asked.data) !== undefined}
              />
            </Panel>
          )}
        </Stack>
      )}
    </>
  );
}
