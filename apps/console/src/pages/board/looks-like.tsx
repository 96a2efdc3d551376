import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useJoinCandidates } from '../../api/joins.ts';
import classes from './board.module.css';

const MOST = 2;

/** Incidents that it may be of. Nothing while it is asked and where nothing is alike: it is a hint, not an answer. */
export function LooksLike({ id }: { id: string }) {
  const { t } = useTranslation('board');
  const others = (useJoinCandidates(id, '').data ?? []).slice(0, MOST);
  if (others.length === 0) return null;
  return (
    <div>
      {t('fresh.like')}{' '}
      {others.map(({ id: other, number, title, score }, index) => (
        <span key={other}>
          {index > 0 ? ', ' : ''}
          <Link to={`/incidents/${other}`} title={title} className={classes['number']}>
            #{number}
          </Link>{' '}
          ({(score ?? 0).toFixed(2)})
        </span>
      ))}
    </div>
  );
}
