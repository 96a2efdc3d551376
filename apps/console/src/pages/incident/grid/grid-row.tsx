import { memo, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { StateMark } from '../../../ui/state-mark.tsx';
import { Clock } from './clock.tsx';
import classes from './grid.module.css';
import { Labels } from './labels.tsx';
import { MailStates } from './mail-states.tsx';
import { NextStep } from './next-step.tsx';
import { RowDetails } from './row-details.tsx';
import { SilentFor } from './silent-for.tsx';

interface Props {
  incidentId: string;
  row: GridRowView;
  onSet: (row: GridRowView) => void;
}

const SPAN = 8;

/** Plain cells: a hundred rows of components would take longer to draw than one waits at night. */
export const GridRow = memo(function GridRow({ incidentId, row, onSet }: Props) {
  const { t } = useTranslation('incident');
  const details = useId();
  const [isOpen, setOpen] = useState(false);
  const { operator, timezone } = row;
  return (
    <>
      <tr className={row.silentSince === null ? classes['row'] : `${classes['row']} ${classes['silent']}`}>
        <th scope="row" className={classes['operator']}>
          <button
            type="button"
            className={classes['open']}
            aria-expanded={isOpen}
            aria-controls={details}
            onClick={() => setOpen(!isOpen)}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>{' '}
            <span className="foreign">{operator.name}</span>
          </button>
          <Labels tlds={row.tlds} />
        </th>
        <td>
          <StateMark of="affected" state={row.state} />
          {row.serviceState === 'unknown' ? null : (
            <div className={classes['beside']}>
              {t('grid.service')} <StateMark of="service" state={row.serviceState} />
            </div>
          )}
        </td>
        <td>{row.toldAt === null ? '–' : <Clock at={row.toldAt} zone={timezone} />}</td>
        <td>{row.seenAt === null ? '–' : <Clock at={row.seenAt} zone={timezone} />}</td>
        <td>
          <Answered row={row} />
        </td>
        <td>
          <MailStates contacts={row.contacts} />
        </td>
        <td>
          <NextStep row={row} />
        </td>
        <td className={classes['act']}>
          <button
            type="button"
            className={classes['button']}
            aria-label={t('grid.setOf', { operator: operator.name })}
            onClick={() => onSet(row)}
          >
            {t('grid.set')}
          </button>
        </td>
      </tr>
      {isOpen ? (
        <tr id={details}>
          <td colSpan={SPAN} className={classes['details']}>
            <RowDetails incidentId={incidentId} row={row} />
          </td>
        </tr>
      ) : null}
    </>
  );
});

/** When it answered and by which way; silence is told as what it is. */
export function Answered({ row }: { row: GridRowView }) {
  const { t } = useTranslation('incident');
  if (row.silentSince !== null)
    return (
      <strong>
        <SilentFor since={row.silentSince} />
      </strong>
    );
  if (row.answeredAt === null) return <>{row.reported ? t('grid.reported') : '–'}</>;
  return (
    <>
      <Clock at={row.answeredAt} zone={row.timezone} />
      <Way row={row} />
    </>
  );
}

/** By which way the last word came; null of what was set by hand before ways were written down. */
function Way({ row: { word } }: { row: GridRowView }) {
  const { t } = useTranslation('incident');
  if (word === null || (word.by.kind !== 'user' && word.via === null)) return null;
  return (
    <span className={classes['beside']}>
      {' '}
      {word.by.kind === 'user' ? t('grid.byHand') : t(`grid.via.${word.via}`)}
    </span>
  );
}
