import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CoverageView, DrillDetailView } from '#libs/contracts';
import { DRILL_STANDINGS } from '#libs/contracts';
import { Folding } from '../../../ui/folding.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Bar } from '../bar.tsx';
import classes from '../drills.module.css';
import { countIn } from '../shares.ts';

/** Coverage as a picture, and each of its numbers in a table. */
export function CoveragePanel({ drill }: { drill: DrillDetailView }) {
  const { t } = useTranslation('drills');
  const rows: { name: string; coverage: CoverageView }[] = [
    { name: t('whole'), coverage: drill.coverage },
    ...drill.regions.map((region) => ({ name: t(`regions.${region.region}`), coverage: region })),
  ];
  return (
    <Panel title={t('coverage')}>
      <figure className={classes['picture']} aria-label={t('picture')}>
        <ul className={classes['legend']} aria-hidden="true">
          {DRILL_STANDINGS.map((standing) => (
            <li key={standing}>
              <svg width={12} height={12} viewBox="0 0 12 12">
                <rect width={12} height={12} className={classes[standing]} />
              </svg>{' '}
              {t(`standing.${standing}`)}: {t(`standingWords.${standing}`)}
            </li>
          ))}
        </ul>
        <div className={classes['bars']} aria-hidden="true">
          {rows.map(({ name, coverage }) => (
            <div key={name} className={classes['row']}>
              <span>{name}</span>
              <Bar coverage={coverage} />
              <Percent of={coverage} />
            </div>
          ))}
        </div>
      </figure>
      <CoverageTable rows={rows} />
    </Panel>
  );
}

function CoverageTable({ rows }: { rows: { name: string; coverage: CoverageView }[] }) {
  const { t } = useTranslation('drills');
  return (
    <Folding label={t('byRegion')}>
      <Table verticalSpacing={4}>
        <caption className="spoken">{t('byRegion')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('region')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('operators')}</Table.Th>
            {DRILL_STANDINGS.map((standing) => (
              <Table.Th key={standing} className={classes['number'] ?? ''}>
                {t(`standing.${standing}`)}
              </Table.Th>
            ))}
            <Table.Th className={classes['number'] ?? ''}>%</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, coverage }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td className={classes['number'] ?? ''}>{coverage.operators}</Table.Td>
              {DRILL_STANDINGS.map((standing) => (
                <Table.Td key={standing} className={classes['number'] ?? ''}>
                  {countIn(coverage, standing)}
                </Table.Td>
              ))}
              <Table.Td className={classes['number'] ?? ''}>
                <Percent of={coverage} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}

function Percent({ of }: { of: CoverageView }) {
  const { t } = useTranslation('drills');
  return <span>{of.answeredPercent === null ? '–' : t('percent', { percent: of.answeredPercent })}</span>;
}
