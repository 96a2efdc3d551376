import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { endStandIn, standIn, useRotaChanged } from '../../api/rota.ts';
import { Empty } from '../../ui/empty.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { offerUndo, tellFault } from '../../ui/undo.tsx';
import { StandInDialog } from './stand-in-dialog.tsx';

type Override = RotaView['overrides'][number];

/** Who stands in for whoever's turn it is; a word on why, and a way to take it back. */
export function StandInsPanel({ rota, zone }: { rota: RotaView; zone: string }) {
  const { t } = useTranslation('rota');
  const [isAdding, adding] = useDisclosure(false);
  const changed = useRotaChanged();
  const end = async ({ id, userId, from, until, reason }: Override) => {
    try {
      await endStandIn(id);
      await changed();
    } catch (error) {
      tellFault(t('ins.failed'), error);
      return;
    }
    offerUndo(t('ins.ended'), async () => {
      await standIn({ userId, from, until, reason }, crypto.randomUUID());
      await changed();
    });
  };
  return (
    <Panel
      title={t('ins.title')}
      actions={
        rota.version === 0 ? null : (
          <Button variant="default" size="compact-sm" onClick={adding.open}>
            {t('ins.add')}
          </Button>
        )
      }
    >
      {rota.overrides.length === 0 ? (
        <Empty title={t('ins.none')}>{t('ins.noneWords')}</Empty>
      ) : (
        <Folding label={t('ins.title')}>
          <Table verticalSpacing={6}>
            <caption className="spoken">{t('ins.title')}</caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('weeks.who')}</Table.Th>
                <Table.Th scope="col">{t('weeks.from')}</Table.Th>
                <Table.Th scope="col">{t('weeks.until')}</Table.Th>
                <Table.Th scope="col">{t('ins.reason')}</Table.Th>
                <Table.Th scope="col">{t('ins.acts')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rota.overrides.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Th scope="row" className="foreign">
                    {one.name}
                  </Table.Th>
                  <Table.Td>
                    <Instant at={one.from} zone={zone} form="full" />
                  </Table.Td>
                  <Table.Td>
                    <Instant at={one.until} zone={zone} form="full" />
                  </Table.Td>
                  <Table.Td className="foreign">{one.reason}</Table.Td>
                  <Table.Td>
                    <Button
                      variant="default"
                      size="compact-sm"
                      onClick={() => void end(one)}
                      aria-label={t('ins.endOne', { name: one.name })}
                    >
                      {t('ins.end')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Folding>
      )}
      <StandInDialog zone={zone} opened={isAdding} onClose={adding.close} />
    </Panel>
  );
}
