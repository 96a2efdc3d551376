import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardItemView } from '#libs/contracts';
import { EmbargoMark } from '../../ui/embargo-mark.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import classes from './board.module.css';
import { DueWords, OperatorWords } from './due-words.tsx';

interface Props {
  item: BoardItemView;
  /** Until when nothing of it is told on, RFC 3339; null: no embargo holds. */
  embargoUntil: string | null;
  isSelected: boolean;
  onSelect: (id: string) => void;
}

/** One incident: by when what, how grave, which, who is silent, and whose it is. */
export const DueRow = memo(function DueRow({ item, embargoUntil, isSelected, onSelect }: Props) {
  const { t } = useTranslation('board');
  return (
    <li className={classes['row']} data-row={item.id} data-list="due">
      <Checkbox
        size="xs"
        checked={isSelected}
        onChange={() => onSelect(item.id)}
        aria-label={t('select', { number: item.number })}
      />
      <div className={classes['due']}>
        <DueWords item={item} />
      </div>
      <div className={classes['what-it-is']}>
        <div className={classes['marks']}>
          <SeverityMark severity={item.severity} />
          <TlpMark tlp={item.tlp} />
          <StateMark of="incident" state={item.state} />
          {embargoUntil === null ? null : <EmbargoMark until={embargoUntil} />}
          {item.exercise ? <span className={classes['exercise']}>{t('exercise')}</span> : null}
          {item.confirmed ? null : <span className={classes['dim']}>{t('unconfirmed')}</span>}
        </div>
        <Link to={`/incidents/${item.id}`} className={classes['title']} data-main>
          <span className={classes['number']}>#{item.number}</span>{' '}
          <span className="foreign">{item.title}</span>
        </Link>
        <div className={classes['operators']}>
          <OperatorWords item={item} />
        </div>
      </div>
      <div className={`${classes['assignee']} foreign`}>
        {item.assignee === null ? <span className={classes['dim']}>{t('nobody')}</span> : item.assignee.name}
      </div>
    </li>
  );
});
