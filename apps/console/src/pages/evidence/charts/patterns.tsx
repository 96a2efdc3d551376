import { SEVERITIES } from '#libs/contracts';
import type { Severity } from '#libs/contracts';
import classes from './charts.module.css';

/** Each severity by a pattern of its own, so that colour is not needed to tell them apart; in the definitions of a drawing. */
export const SeverityPatterns = ({ id }: { id: string }) => (
  <defs>
    {SEVERITIES.map((severity) => (
      <pattern
        key={severity}
        id={`${id}-${severity}`}
        className={classes[severity]}
        width={8}
        height={8}
        patternUnits="userSpaceOnUse"
      >
        <rect width={8} height={8} className={classes[severity === 'critical' ? 'full' : 'paper']} />
        <Drawn severity={severity} />
      </pattern>
    ))}
  </defs>
);

function Drawn({ severity }: { severity: Severity }) {
  if (severity === 'high')
    return <path d="M-2 2 L2 -2 M-2 10 L10 -2 M6 10 L10 6" className={classes['stroke']} />;
  if (severity === 'medium') return <circle cx={4} cy={4} r={2.4} className={classes['full']} />;
  if (severity === 'low') return <path d="M0 2 H8 M0 6 H8" className={classes['thin']} />;
  return null;
}
