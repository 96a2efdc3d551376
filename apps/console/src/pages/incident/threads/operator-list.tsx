import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { StateMark } from '../../../ui/state-mark.tsx';
import { SilentFor } from '../grid/silent-for.tsx';
import classes from './threads.module.css';

interface Props {
  rows: GridRowView[];
  /** Operator id. */
  chosen: string;
  onChoose: (operatorId: string) => void;
}

/** Whose threads there are, with where each operator stands. */
export function OperatorList({ rows, chosen, onChoose }: Props) {
  const { t } = useTranslation('threads');
  if (rows.length === 0) return <p className={classes['dim']}>{t('noneFits')}</p>;
  return (
    <ul className={classes['operators']} aria-label={t('operators')}>
      {rows.map(({ operator, state, silentSince }) => (
        <li key={operator.id}>
          <button
            type="button"
            className={classes['operator']}
            aria-current={operator.id === chosen}
            onClick={() => onChoose(operator.id)}
          >
            <span className="foreign">{operator.name}</span>
            <span className={classes['stand']}>
              <StateMark of="affected" state={state} />{' '}
              {silentSince === null ? null : <SilentFor since={silentSince} />}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
