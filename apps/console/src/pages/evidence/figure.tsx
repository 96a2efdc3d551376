import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceColumnView } from '#libs/contracts';
import { csvText, saveCsv } from '../../ui/csv.ts';
import classes from './evidence.module.css';
import { NumbersTable } from './numbers-table.tsx';
import type { NumberRow } from './numbers-table.tsx';

interface Props {
  /** For the name of its file. */
  id: string;
  title: string;
  /** How to read it. */
  note: string;
  first: string;
  columns: { title: string; unit: EvidenceColumnView['unit'] }[];
  rows: NumberRow[];
  /** Null: there are only numbers. */
  chart: ReactNode;
  /** First and last month or day, for the name of its file. */
  period: string;
  /** What one chooses of it. */
  children?: ReactNode;
}

/** One thing that is counted: drawn, its numbers beneath, and both for taking along. */
export function Figure({ id, title, note, first, columns, rows, chart, period, children }: Props) {
  const { t } = useTranslation('evidence');
  const [isOpen, { toggle }] = useDisclosure(false);
  const table = useId();
  const csv = () =>
    csvText([
      [first, ...columns.map((column) => (column.unit === 'seconds' ? `${column.title} (s)` : column.title))],
      ...rows.map(({ name, values }) => [name, ...values]),
    ]);
  return (
    <div className={classes['figure']}>
      <Group justify="space-between" gap="sm" mb={8}>
        <Title order={3}>{title}</Title>
        {rows.length === 0 ? null : (
          <Group gap="xs">
            {chart === null ? null : (
              <Button
                variant="default"
                size="compact-sm"
                aria-expanded={isOpen}
                aria-controls={table}
                onClick={toggle}
              >
                {t(isOpen ? 'numbers.hide' : 'numbers.show')}
                <span className="spoken">: {title}</span>
              </Button>
            )}
            <Button variant="default" size="compact-sm" onClick={() => saveCsv(csv(), `${id}-${period}.csv`)}>
              CSV<span className="spoken">: {title}</span>
            </Button>
          </Group>
        )}
      </Group>
      {children}
      {rows.length === 0 ? <Text c="dimmed">{t('nothing')}</Text> : chart}
      <div id={table}>
        {rows.length > 0 && (isOpen || chart === null) ? (
          <NumbersTable title={title} first={first} columns={columns} rows={rows} />
        ) : null}
      </div>
      {note === '' ? null : <p className={classes['note']}>{note}</p>}
    </div>
  );
}
