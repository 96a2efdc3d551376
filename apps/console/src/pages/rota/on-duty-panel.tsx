import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';

/** Who is on duty now, until when, and a way to hand over at once. */
export function OnDutyPanel({ rota, zone }: { rota: RotaView; zone: string }) {
  const { t } = useTranslation('rota');
  const [isHanding, handing] = useDisclosure(false);
  const { onDuty } = rota;
  return (
    <Panel
      title={t('now.title')}
      actions={
        rota.version === 0 ? null : (
          <Button variant="default" size="compact-sm" onClick={handing.open}>
            {t('hand.act')}
          </Button>
        )
      }
    >
      {onDuty === null ? (
        <Text>{t('now.nobody')}</Text>
      ) : (
        <Text component="div" className="foreign">
          <strong>{onDuty.name}</strong> {onDuty.overrideId === null ? null : t('standsIn')} ·{' '}
          {t('now.until')} <Instant at={onDuty.until} zone={zone} form="full" />
        </Text>
      )}
      <HandOverDialog rota={rota} opened={isHanding} onClose={handing.close} />
    </Panel>
  );
}
