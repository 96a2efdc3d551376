import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { useRota } from '../../api/rota.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { FeedPanel } from './feed-panel.tsx';
import { OnDutyPanel } from './on-duty-panel.tsx';
import { PagingPanel } from './paging-panel.tsx';
import { RotaDialog } from './rota-dialog.tsx';
import { StandInsPanel } from './stand-ins-panel.tsx';
import { WeeksPanel } from './weeks-panel.tsx';

/** Who is on duty when, and who stands in? */
export default function RotaPage() {
  const { t } = useTranslation('rota');
  const rota = useRota();
  const mayManage = useSession().role === 'lead';
  const [isSetting, setting] = useDisclosure(false);
  return (
    <>
      <PageHead title={t('title')}>
        {mayManage && rota.data !== undefined ? (
          <Button variant="default" onClick={setting.open}>
            {t(rota.data.version === 0 ? 'set.first' : 'set.again')}
          </Button>
        ) : null}
      </PageHead>
      {rota.isPending ? <Loading /> : null}
      {rota.isError ? <Fault error={rota.error} onRetry={() => void rota.refetch()} /> : null}
      {rota.data === undefined ? null : (
        <Stack gap="md">
          <Text c="dimmed" maw={720}>
            {t('lead')}
          </Text>
          <Parts rota={rota.data} />
          <RotaDialog rota={rota.data} opened={isSetting} onClose={setting.close} />
        </Stack>
      )}
    </>
  );
}

function Parts({ rota }: { rota: RotaView }) {
  const { t } = useTranslation('rota');
  const zone = rota.zone ?? 'UTC';
  return (
    <>
      {rota.version === 0 ? <Empty title={t('none')}>{t('noneWords')}</Empty> : null}
      <OnDutyPanel rota={rota} zone={zone} />
      {rota.version === 0 ? null : <WeeksPanel rota={rota} zone={zone} />}
      <StandInsPanel rota={rota} zone={zone} />
      <PagingPanel />
      <FeedPanel />
    </>
  );
}
