import type { ReactNode } from 'react';
import classes from './directory.module.css';

/** What may be wider than the page scrolls within itself; by key as well. `least`: px that it needs. */
export const Wide = ({ label, least, children }: { label: string; least: number; children: ReactNode }) => (
  <div className={classes['wide']} tabIndex={0} role="group" aria-label={label}>
    <div style={{ minWidth: least }}>{children}</div>
  </div>
);
