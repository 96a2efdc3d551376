import { Anchor, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffListAlertView } from '#libs/contracts';
import { isStaffAlert } from '../../../api/lists.ts';
import type { AnyListAlert } from '../../../api/lists.ts';
import { Instant } from '../../../ui/instant.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { DeliveryCounts } from '../../incident/notices/delivery-counts.tsx';
import cards from '../../../ui/cards.module.css';

/** One alert; its text unfolds, and for staff what became of its mails. */
export function AlertEntry({ alert }: { alert: AnyListAlert }) {
  const { t } = useTranslation('list');
  return (
    <li className={cards['card']}>
      <div className={cards['head']}>
        <Group gap="sm">
          <TlpMark tlp={alert.tlp} />
          <Title order={2} size="h3" className="foreign">
            {alert.subject}
          </Title>
        </Group>
        <Text c="dimmed">
          <Instant at={alert.sentAt} />
          {isStaffAlert(alert) ? ` ${t('by', { name: alert.sentBy.name })}` : null}
        </Text>
      </div>
      {isStaffAlert(alert) ? <WhatBecame alert={alert} /> : null}
      <details>
        <summary>{t('archive.text')}</summary>
        {/* It scrolls, so the keyboard must reach it. */}
        <div className={cards['text']} tabIndex={0} role="region" aria-label={t('archive.text')}>
          <pre className="raw">{alert.body}</pre>
        </div>
      </details>
    </li>
  );
}

function WhatBecame({ alert }: { alert: StaffListAlertView }) {
  const { t } = useTranslation('list');
  return (
    <Group gap="md">
      {alert.state === 'sent' ? (
        <DeliveryCounts counts={alert.counts} />
      ) : (
        <StateMark of="notification" state={alert.state} />
      )}
      <Anchor component={Link} to={`/sends/${alert.id}`}>
        {t('archive.mails')}
      </Anchor>
      {alert.incidentId === null ? null : (
        <Anchor component={Link} to={`/incidents/${alert.incidentId}`}>
          {t('archive.incident')}
        </Anchor>
      )}
    </Group>
  );
}
