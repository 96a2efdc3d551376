import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NotificationView } from '#libs/contracts';
import { useNotice } from '../../../api/notices.ts';
import { Countdown } from '../../../ui/countdown.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import classes from './notices.module.css';
import { isTrouble } from './trouble.ts';

/** What a person wrote into a notice, and each of its mails. */
export function NoticeDetail({ id, onlyTrouble }: { id: string; onlyTrouble: boolean }) {
  const asked = useNotice(id);
  if (asked.isPending) return <Loading lines={3} />;
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  const notice = asked.data;
  const deliveries = onlyTrouble
    ? notice.deliveries.filter(({ state }) => isTrouble(state))
    : notice.deliveries;
  return (
    <>
      <OwnWords notice={notice} />
      {notice.approval === null ? null : <SecondPerson notice={notice} />}
      {deliveries.length === 0 ? null : (
        <DeliveriesTable deliveries={deliveries} toList={notice.template === 'list-alert'} />
      )}
    </>
  );
}

function OwnWords({ notice: { subject, body } }: { notice: NotificationView }) {
  if (subject === null && body === null) return null;
  return (
    <div className={classes['words']}>
      {subject === null ? null : (
        <Text fw={600} className="foreign">
          {subject}
        </Text>
      )}
      {body === null ? null : <p className="raw">{body}</p>}
    </div>
  );
}

function SecondPerson({ notice }: { notice: NotificationView }) {
  const { t } = useTranslation('notices');
  const expiresAt = notice.approval?.expiresAt ?? null;
  return (
    <Text mb="sm">
      {notice.approval?.why}{' '}
      {notice.state === 'awaiting_approval' && expiresAt !== null ? (
        <Countdown at={expiresAt} from={notice.createdAt} />
      ) : null}{' '}
      <Anchor component={Link} to={`/sends/${notice.id}`} underline="always">
        {t('second')}
      </Anchor>
    </Text>
  );
}
