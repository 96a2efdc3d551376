import type { DeliveryState, GridContactView } from '#libs/contracts';
import { StateMark } from '../../../ui/state-mark.tsx';
import classes from './grid.module.css';

/** What became of the last mail to each contact, each state once with its number. */
export function MailStates({ contacts }: { contacts: GridContactView[] }) {
  const counts = new Map<DeliveryState, number>();
  for (const { state } of contacts) counts.set(state, (counts.get(state) ?? 0) + 1);
  if (counts.size === 0) return <>–</>;
  return (
    <span className={classes['mails']}>
      {[...counts].map(([state, count]) => (
        <span key={state}>
          {count > 1 ? `${count} × ` : ''}
          <StateMark of="delivery" state={state} />
        </span>
      ))}
    </span>
  );
}
