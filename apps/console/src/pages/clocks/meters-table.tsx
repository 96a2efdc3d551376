import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MeterView } from '#libs/contracts';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';

/** How much of what Specification 10 allows a gTLD has been used in rolling seven days. */
export function MetersTable({ meters }: { meters: MeterView[] }) {
  const { t } = useTranslation('clocks');
  return (
    <Panel title={t('meters.title')}>
      <Folding label={t('meters.title')}>
        <Table verticalSpacing={6}>
          <caption className="spoken">{t('meters.title')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('meters.service')}</Table.Th>
              <Table.Th scope="col">{t('meters.used')}</Table.Th>
              <Table.Th scope="col">{t('meters.ahead')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {meters.map((meter) => (
              <Table.Tr key={`${meter.tld} ${meter.service}`}>
                <Table.Th scope="row">
                  .{meter.tld} {meter.service.toUpperCase()}
                </Table.Th>
                <Table.Td>
                  {t('meters.minutes', {
                    used: Math.round(meter.usedMinutes),
                    limit: meter.limitMinutes,
                    percent: Math.round(meter.usedPercent),
                  })}{' '}
                  {meter.counting ? t('meters.counting') : null}
                </Table.Td>
                <Table.Td>
                  <Ahead warnings={meter.warnings} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
    </Panel>
  );
}

function Ahead({ warnings }: Pick<MeterView, 'warnings'>) {
  const { t } = useTranslation('clocks');
  const reached = warnings.flatMap(({ percent, at }) => (at === null ? [] : [{ percent, at }]));
  if (reached.length === 0) return <>{t('meters.never')}</>;
  return (
    <>
      {reached.map(({ percent, at }) => (
        <div key={percent}>
          {percent} %: <Instant at={at} form="full" />
        </div>
      ))}
    </>
  );
}
