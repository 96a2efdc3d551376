import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { GridRow } from './grid-row.tsx';
import classes from './grid.module.css';
import type { Sort, SortName } from './order.ts';

export interface GridProps {
  incidentId: string;
  rows: GridRowView[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  onSet: (row: GridRowView) => void;
}

const COLUMNS: readonly SortName[] = ['operator', 'state', 'told', 'seen', 'answered'];

export function GridTable({ incidentId, rows, sort, onSort, onSet }: GridProps) {
  const { t } = useTranslation('incident');
  return (
    <Table className={classes['table'] ?? ''} verticalSpacing={4} horizontalSpacing="sm">
      <caption className="spoken">{t('grid.caption')}</caption>
      <Table.Thead>
        <Table.Tr>
          {COLUMNS.map((by) => (
            <SortHead key={by} by={by} sort={sort} onSort={onSort} />
          ))}
          <Table.Th>{t('grid.columns.mail')}</Table.Th>
          <SortHead by="next" sort={sort} onSort={onSort} />
          <Table.Th>
            <span className="spoken">{t('grid.columns.act')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <GridRow key={row.operator.id} incidentId={incidentId} row={row} onSet={onSet} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Once: this way; again: the other way; a third time: who needs a person first, as at the beginning. */
const nextSort = (sort: Sort, by: SortName): Sort =>
  sort.by !== by ? { by, down: false } : sort.down ? { by: 'need', down: false } : { by, down: true };

function SortHead({ by, sort, onSort }: { by: SortName; sort: Sort; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation('incident');
  const isSorted = sort.by === by;
  return (
    <Table.Th aria-sort={isSorted ? (sort.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={classes['sort']} onClick={() => onSort(nextSort(sort, by))}>
        {t(`grid.columns.${by}`)}
        <span aria-hidden="true" className={classes['arrow']}>
          {isSorted ? (sort.down ? '▼' : '▲') : ''}
        </span>
      </button>
    </Table.Th>
  );
}
