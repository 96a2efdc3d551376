import type { AskView } from '#libs/contracts';
import { SEVERITIES } from '#libs/contracts';

/** What is asked, in the order of need. */
export interface AskGroups {
  /** A first word is due; the soonest first. */
  due: AskView[];
  /** Something was said, and more is awaited; the worst first. */
  open: AskView[];
  /** Exercises of which something is asked. */
  drills: AskView[];
  /** Nothing is asked. */
  quiet: AskView[];
}

export function groupsOf(asks: AskView[]): AskGroups {
  const real = asks.filter(({ exercise }) => !exercise);
  return {
    due: real.filter(({ asked }) => asked === 'answer').sort(byDue),
    open: real.filter(({ asked }) => asked === 'state' || asked === 'recovery').sort(bySeverity),
    drills: asks.filter(({ exercise, asked }) => exercise && asked !== 'nothing').sort(byDue),
    quiet: asks.filter(({ asked }) => asked === 'nothing'),
  };
}

const bySeverity = (a: AskView, b: AskView): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

/** What has no end comes last. */
const byDue = (a: AskView, b: AskView): number => dueOf(a) - dueOf(b);
const dueOf = ({ dueAt }: AskView): number => (dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt));
