import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { StateMark } from '../../../ui/state-mark.tsx';
import { Clock } from './clock.tsx';
import { Answered } from './grid-row.tsx';
import type { GridProps } from './grid-table.tsx';
import classes from './grid.module.css';
import { Labels } from './labels.tsx';
import { MailStates } from './mail-states.tsx';
import { NextStep } from './next-step.tsx';
import { SORTS } from './order.ts';
import { RowDetails } from './row-details.tsx';

/** The grid on a phone: one card an operator, and no sideways scrolling. */
export function GridCards({ incidentId, rows, sort, onSort, onSet }: GridProps) {
  const { t } = useTranslation('incident');
  return (
    <>
      <Select
        label={t('grid.sortBy')}
        data={SORTS.map((value) => ({ value, label: t(`grid.columns.${value}`) }))}
        value={sort.by}
        allowDeselect={false}
        mb="sm"
        onChange={(by) => by !== null && onSort({ by: by, down: false })}
      />
      <ul className={classes['cards']} aria-label={t('grid.caption')}>
        {rows.map((row) => (
          <Card key={row.operator.id} incidentId={incidentId} row={row} onSet={onSet} />
        ))}
      </ul>
    </>
  );
}

function Card({ incidentId, row, onSet }: Pick<GridProps, 'incidentId' | 'onSet'> & { row: GridRowView }) {
  const { t } = useTranslation('incident');
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={row.silentSince === null ? classes['card'] : `${classes['card']} ${classes['silent']}`}>
      <div className={classes['line']}>
        <button
          type="button"
          className={classes['open']}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>{' '}
          <strong className="foreign">{row.operator.name}</strong>
        </button>
        <button
          type="button"
          className={classes['button']}
          aria-label={t('grid.setOf', { operator: row.operator.name })}
          onClick={() => onSet(row)}
        >
          {t('grid.set')}
        </button>
      </div>
      <Labels tlds={row.tlds} />
      <div className={classes['line']}>
        <StateMark of="affected" state={row.state} />
        <span>
          <Answered row={row} />
        </span>
      </div>
      {row.toldAt === null && row.next === null ? null : (
        <div className={classes['line']}>
          <span>
            {row.toldAt === null ? (
              <MailStates contacts={row.contacts} />
            ) : (
              <>
                {t('grid.columns.told')} <Clock at={row.toldAt} zone={row.timezone} />
              </>
            )}
          </span>
          <NextStep row={row} />
        </div>
      )}
      {isOpen ? <RowDetails incidentId={incidentId} row={row} /> : null}
    </li>
  );
}
