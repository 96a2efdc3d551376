import { Table } from '@mantine/core';
import { Link } from 'react-router';
import type { ReactNode } from 'react';
import type { EvidenceColumnView } from '#libs/contracts';
import classes from './evidence.module.css';
import { valueWords } from './words-of.ts';

export interface NumberRow {
  key: string;
  name: string;
  /** Where the thing itself is shown. */
  to?: string | undefined;
  values: (string | number | null)[];
}

interface Props {
  title: string;
  /** Of the names. */
  first: string;
  columns: { title: string; unit: EvidenceColumnView['unit'] }[];
  rows: NumberRow[];
}

/** The numbers behind a chart. */
export const NumbersTable = ({ title, first, columns, rows }: Props) => (
  <div className={classes['wide']} tabIndex={0} role="group" aria-label={title}>
    <Table withRowBorders>
      <caption className="spoken">{title}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{first}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column.title} scope="col" className={classes[alignOf(column.unit)]}>
              {column.title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, name, to, values }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" className="foreign">
              {linked(name, to)}
            </Table.Th>
            {columns.map(({ title: column, unit }, index) => (
              <Table.Td key={column} className={classes[alignOf(unit)]}>
                {valueWords(unit, values[index] ?? null)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </div>
);

const alignOf = (unit: EvidenceColumnView['unit']) => (unit === 'text' ? 'text' : 'number');
const linked = (name: string, to: string | undefined): ReactNode =>
  to === undefined ? name : <Link to={to}>{name}</Link>;
