import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Names and what they hold, one a line. What is null is left out: an empty line tells nothing. */
export const Facts = ({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className={classes['facts']}>
    {facts
      .filter(([, value]) => value !== null)
      .map(([name, value]) => (
        <div key={name} className={classes['fact']}>
          <dt>{name}</dt>
          <dd className="foreign">{value}</dd>
        </div>
      ))}
  </dl>
);
