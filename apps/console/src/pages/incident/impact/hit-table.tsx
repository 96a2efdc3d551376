import { Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridRowView, ImpactView } from '#libs/contracts';
import { Empty } from '../../../ui/empty.tsx';
import { Folding } from '../../../ui/folding.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TldName } from '../../directory/tld-name.tsx';
import { CLASS_SIGNS } from '../../impact/signs.ts';
import { sorted, withOperators } from '../../impact/sorting.ts';
import type { TouchedTld } from '../../impact/sorting.ts';
import { Share } from '../share.tsx';
import { SilentFor } from '../grid/silent-for.tsx';

/** Rows that are drawn at once. */
const PAGE = 100;

/** TLD by TLD: how much is hit, and how its operator stands in this incident. */
export function HitTable({ impact, grid }: { impact: ImpactView; grid: GridRowView[] }) {
  const { t } = useTranslation('incident');
  const [drawn, setDrawn] = useState(PAGE);
  const tlds = sorted(withOperators(impact), 'class', false);
  const rows = new Map(grid.map((row) => [row.operator.id, row]));
  if (tlds.length === 0) return <Empty title={t('impact.none')}>{t('impact.noneWords')}</Empty>;
  return (
    <>
      <Folding label={t('impact.hit')}>
        <Table miw={{ base: 0, sm: 720 }} verticalSpacing={4}>
          <caption className="spoken">{t('impact.hit')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('impact.tld')}</Table.Th>
              <Table.Th>{t('impact.how')}</Table.Th>
              <Table.Th>{t('impact.servers')}</Table.Th>
              <Table.Th>IPv4</Table.Th>
              <Table.Th>IPv6</Table.Th>
              <Table.Th>{t('impact.operator')}</Table.Th>
              <Table.Th>{t('impact.here')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tlds.slice(0, drawn).map((tld) => (
              <Row key={tld.label} tld={tld} row={rows.get(tld.operatorId ?? '')} />
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
      {drawn >= tlds.length ? null : (
        <Group justify="center" pt="sm">
          <Button variant="default" onClick={() => setDrawn(drawn + PAGE)}>
            {t('grid.more', { count: tlds.length - drawn })}
          </Button>
        </Group>
      )}
    </>
  );
}

function Row({ tld, row }: { tld: TouchedTld; row: GridRowView | undefined }) {
  const { t } = useTranslation('incident');
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <TldName label={tld.label} unicode={tld.unicode} />
      </Table.Th>
      <Table.Td>
        <span aria-hidden="true">{CLASS_SIGNS[tld.class]}</span> {t(`impact.classes.${tld.class}`)}
      </Table.Td>
      <Table.Td>
        <Share of={tld.servers} />
      </Table.Td>
      <Table.Td>
        <Share of={tld.ipv4} />
      </Table.Td>
      <Table.Td>
        <Share of={tld.ipv6} />
      </Table.Td>
      <Table.Td className="foreign">{tld.operator?.name ?? t('impact.nobody')}</Table.Td>
      <Table.Td>
        {row === undefined ? (
          t('impact.notHere')
        ) : (
          <>
            <StateMark of="affected" state={row.state} />{' '}
            {row.silentSince === null ? null : <SilentFor since={row.silentSince} />}
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
