import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InboundView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Became } from '../became.tsx';

/** What the service did with it, and why. */
export function BecamePanel({ mail }: { mail: InboundView }) {
  const { t } = useTranslation('inbox');
  return (
    <Panel
      title={t('column.became')}
      actions={
        mail.readAt === null ? null : (
          <Text c="dimmed">
            {t('readAt')} <Instant at={mail.readAt} />
          </Text>
        )
      }
    >
      <Became mail={mail} />
      {mail.outcomeWhy === null ? null : <Text className="foreign">{mail.outcomeWhy}</Text>}
      {mail.automatic === null ? null : <Text c="dimmed">{t(`automatic.${mail.automatic}`)}</Text>}
      {mail.outcome === 'kept' || mail.outcome === 'note' ? <Text mt="xs">{t('forAPerson')}</Text> : null}
    </Panel>
  );
}
