import { Button, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { NotificationListView, StaffIncidentView } from '#libs/contracts';
import { useNotices } from '../../../api/notices.ts';
import { useKeys } from '../../../app/keys.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { NoticeRow } from './notice-row.tsx';
import classes from './notices.module.css';
import { hasTrouble } from './trouble.ts';

/** Everything that was told of an incident, with each mail. `t` tells more. */
export function NoticesPanel({ incident }: { incident: Pick<StaffIncidentView, 'id'> }) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const asked = useNotices(incident.id);
  const tellAt = `/incidents/${incident.id}/tell`;
  useKeys([{ key: 't', words: t('tell'), act: () => void navigate(tellAt) }]);
  return (
    <Panel
      title={t('title')}
      id="notices"
      beside={asked.data === undefined ? null : <Text c="dimmed">{asked.data.length}</Text>}
      actions={
        <Button component={Link} to={tellAt} variant="default" size="compact-sm">
          {t('tellButton')}
        </Button>
      }
    >
      {asked.isPending ? <Loading lines={3} /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : <Notices notices={asked.data} tellAt={tellAt} />}
    </Panel>
  );
}

function Notices({ notices, tellAt }: { notices: NotificationListView[]; tellAt: string }) {
  const { t } = useTranslation('notices');
  const [shown, setShown] = useState<'all' | 'trouble'>('all');
  if (notices.length === 0)
    return (
      <Empty title={t('nobody')}>
        <Link to={tellAt}>{t('tell')}</Link>
      </Empty>
    );
  const troubled = notices.filter(hasTrouble);
  const onlyTrouble = shown === 'trouble';
  return (
    <>
      {troubled.length === 0 ? null : (
        <SegmentedControl
          size="xs"
          mb="sm"
          aria-label={t('show')}
          value={shown}
          onChange={(value) => setShown(value === 'trouble' ? 'trouble' : 'all')}
          data={[
            { value: 'all', label: t('all', { count: notices.length }) },
            { value: 'trouble', label: t('onlyTrouble', { count: troubled.length }) },
          ]}
        />
      )}
      <ul className={classes['notices']}>
        {(onlyTrouble ? troubled : notices).map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onlyTrouble={onlyTrouble} />
        ))}
      </ul>
      {notices.some(({ counts }) => counts.delayed > 0) ? (
        <Text size="sm" c="dimmed" mt="sm">
          {t('retries')}
        </Text>
      ) : null}
    </>
  );
}
