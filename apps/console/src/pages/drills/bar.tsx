import type { CoverageView } from '#libs/contracts';
import classes from './drills.module.css';
import { sharesOf } from './shares.ts';

/** Operators by how far a drill got, as parts of one bar. It says nothing that a table beside it does not. */
export const Bar = ({ coverage }: { coverage: Pick<CoverageView, 'standings' | 'operators'> }) => (
  <svg
    className={classes['bar']}
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    <rect x={0} y={0} width={100} height={10} className={classes['ground']} />
    {sharesOf(coverage).map(({ standing, from, share }) => (
      <rect key={standing} x={from} y={0} width={share} height={10} className={classes[standing]} />
    ))}
  </svg>
);
