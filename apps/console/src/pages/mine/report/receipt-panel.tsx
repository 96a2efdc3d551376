import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OperatorReportView } from '#libs/contracts';
import { useOwnZone } from '../../../app/zone.ts';
import { Copy } from '../../../ui/copy.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** What proves that these very bytes came in, and when. */
export function ReceiptPanel({ report }: { report: OperatorReportView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  const { sha256 } = report.receipt;
  return (
    <Panel title={t('receipt.title')}>
      <Facts
        facts={[
          [t('receipt.number'), report.number],
          [t('receipt.at'), <Instant key="at" at={report.receivedAt} zone={zone} form="full" />],
          [
            'SHA-256',
            <span key="sha256">
              <code>{sha256}</code> <Copy text={sha256} what="SHA-256" />
            </span>,
          ],
        ]}
      />
      <Text c="dimmed" mt="xs">
        {t('receipt.words')}
      </Text>
    </Panel>
  );
}
