import { Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '#libs/contracts';
import { Folding } from '../../../ui/folding.tsx';
import { DeliveryRow } from './delivery-row.tsx';
import classes from './notices.module.css';
import { RawMessage } from './raw-message.tsx';
import { troubleFirst } from './trouble.ts';

interface Props {
  deliveries: DeliveryView[];
  /** Whom no operator stands behind is a member of a mailing list then, not the reporter. */
  toList?: boolean;
}

/** Each mail of a notice: to whom, how far it got, in the server's words, and what was answered. */
export function DeliveriesTable({ deliveries, toList = false }: Props) {
  const { t } = useTranslation('notices');
  const [shown, setShown] = useState<DeliveryView | null>(null);
  return (
    <Folding label={t('mails')} most={560}>
      <Table verticalSpacing={6} stickyHeader className={classes['deliveries']}>
        <caption className="spoken">{t('mails')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.whom')}</Table.Th>
            <Table.Th>{t('column.state')}</Table.Th>
            <Table.Th>{t('column.tries')}</Table.Th>
            <Table.Th>{t('column.answer')}</Table.Th>
            <Table.Th>{t('column.message')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {troubleFirst(deliveries).map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              toList={toList}
              onMessage={() => setShown(delivery)}
            />
          ))}
        </Table.Tbody>
      </Table>
      {shown === null ? null : <RawMessage delivery={shown} onClose={() => setShown(null)} />}
    </Folding>
  );
}
