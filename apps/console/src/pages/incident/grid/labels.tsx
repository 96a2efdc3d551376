import type { AffectedTldView } from '#libs/contracts';
import classes from './grid.module.css';

/** As many as one reads at a glance. */
const SHOWN = 4;

/** TLDs of an operator that are hit, the worst first. */
export const Labels = ({ tlds }: { tlds: AffectedTldView[] }) =>
  tlds.length === 0 ? null : (
    <span className={classes['labels']}>
      {tlds
        .slice(0, SHOWN)
        .map(({ label }) => `.${label}`)
        .join(' ')}
      {tlds.length > SHOWN ? ` +${tlds.length - SHOWN}` : ''}
    </span>
  );
