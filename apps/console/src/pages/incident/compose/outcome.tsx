import { Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Progress.css';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NotificationView } from '#libs/contracts';
import { useNotice } from '../../../api/notices.ts';
import { Copy } from '../../../ui/copy.tsx';
import { Countdown } from '../../../ui/countdown.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { DeliveriesTable } from '../notices/deliveries-table.tsx';
import { stateCounts } from './state-counts.ts';

interface Props {
  /** Of the notification. */
  id: string;
  incidentId: string;
}

/** What came of it: mails on their way, or the link for the second person. */
export function Outcome({ id, incidentId }: Props) {
  const { t } = useTranslation('compose');
  const asked = useNotice(id);
  return (
    <Panel title={t('outcome.title')}>
      {asked.isPending ? <Loading lines={4} /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : (
        <Stack gap="md">
          {asked.data.state === 'awaiting_approval' ? (
            <Waiting notice={asked.data} />
          ) : (
            <OnTheirWay notice={asked.data} />
          )}
          {asked.data.deliveries.length === 0 ? null : <DeliveriesTable deliveries={asked.data.deliveries} />}
          <Group gap="lg">
            <Anchor component={Link} to={`/incidents/${incidentId}`}>
              {t('back')}
            </Anchor>
            <Anchor component={Link} to={`/incidents/${incidentId}/tell`}>
              {t('outcome.another')}
            </Anchor>
          </Group>
        </Stack>
      )}
    </Panel>
  );
}

function Waiting({ notice }: { notice: NotificationView }) {
  const { t } = useTranslation('compose');
  const expiresAt = notice.approval?.expiresAt ?? null;
  const link = `${location.origin}/console/sends/${notice.id}`;
  return (
    <div>
      <Text fw={600} role="status">
        {t('outcome.waits')}
      </Text>
      <Text>{notice.approval?.why}</Text>
      <Group gap="sm" my="sm">
        <code className="foreign">{link}</code>
        <Copy text={link} what={t('outcome.link')} />
      </Group>
      <Text>
        {t('outcome.handOver')}{' '}
        {expiresAt === null ? null : <Countdown at={expiresAt} from={notice.createdAt} />}
      </Text>
    </div>
  );
}

function OnTheirWay({ notice: { state, deliveries } }: { notice: NotificationView }) {
  const { t } = useTranslation('compose');
  if (state !== 'sent')
    return (
      <Text fw={600} role="status">
        {t(`outcome.${state}`)}
      </Text>
    );
  const { done, out, withheld, trouble } = stateCounts(deliveries);
  return (
    <div>
      <Text fw={600} role="status">
        {t(done === deliveries.length ? 'outcome.done' : 'outcome.going', {
          count: deliveries.length,
          done,
          out,
          withheld,
          trouble,
        })}
      </Text>
      <Progress
        value={(100 * done) / Math.max(1, deliveries.length)}
        mt="xs"
        aria-label={t('outcome.progress')}
      />
    </div>
  );
}
