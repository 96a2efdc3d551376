import type { NotificationListView } from '#libs/contracts';
import { StateMark } from '../../../ui/state-mark.tsx';
import classes from './notices.module.css';
import { countsShown } from './trouble.ts';

/** How the mails of a notice stand; what went wrong first. */
export const DeliveryCounts = ({ counts }: { counts: NotificationListView['counts'] }) => (
  <span className={classes['counts']}>
    {countsShown(counts).map(([state, count]) => (
      <span key={state} className={classes['count']}>
        {count} <StateMark of="delivery" state={state} />
      </span>
    ))}
  </span>
);
