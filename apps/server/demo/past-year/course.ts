import type { AffectedState, OperatorAnswer, ReportChannel, ServiceState, Severity } from '#libs/contracts';
import { randomNumbers } from '../random.ts';

/** ms */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How an operator went through an incident; instants in ms. `answered`: by the link in its mail, or when we rang. */
export interface OperatorCourse {
  operator: number;
  isReporter: boolean;
  toldAt: number;
  answeredAt: number | null;
  answer: OperatorAnswer;
  /** When somebody rang because it was silent, and whether somebody took the call. */
  calledAt: number | null;
  isReached: boolean;
  service: ServiceState;
  recoveredAt: number | null;
  now: AffectedState;
}

export interface Course {
  kind: string;
  severity: Severity;
  channel: ReportChannel;
  exercise: boolean;
  isRejected: boolean;
  reportedAt: number;
  openedAt: number;
  takenUpAt: number;
  coordinatedAt: number;
  /** Null: it is still worked on. */
  closedAt: number | null;
  operators: OperatorCourse[];
}

/** Kinds by how often they come, how many operators one touches at most, and how grave they mostly are. */
const KINDS: [kind: string, share: number, operators: number, grave: number][] = [
  ['authoritative-outage', 26, 7, 0.45],
  ['ddos', 20, 4, 0.6],
  ['dnssec-validation-failure', 15, 2, 0.7],
  ['lame-delegation', 9, 2, 0.1],
  ['zone-data-error', 8, 1, 0.4],
  ['registration-outage', 6, 1, 0.2],
  ['rdds-outage', 5, 1, 0.1],
  ['route-hijack', 4, 3, 0.8],
  ['registrar-account-compromise', 3, 2, 0.7],
  ['phishing', 2, 2, 0.1],
  ['software-vulnerability', 2, 14, 0.5],
];

/** ms: what mostly passes until somebody takes it up, until an operator answers, and until it is well again. */
const PACE: Record<Severity, [taken: number, answer: number, mend: number]> = {
  critical: [5 * MINUTE, 20 * MINUTE, 2 * HOUR],
  high: [18 * MINUTE, 70 * MINUTE, 4 * HOUR],
  medium: [90 * MINUTE, 5 * HOUR, 14 * HOUR],
  low: [6 * HOUR, 20 * HOUR, 40 * HOUR],
  info: [9 * HOUR, 30 * HOUR, 60 * HOUR],
};

/**
 * A year of incidents up to `end` as it could have been: most are closed, some operators answer late and some never, a few are
 * exercises or rejected, the last ones are still worked on. The same for the same seed.
 */
export class Year {
  private readonly next: () => number;

  constructor(
    seed: number,
    /** How many operators there are to take from. */
    private readonly known: number,
    private readonly end: number,
  ) {
    this.next = randomNumbers(seed);
  }

  /** The oldest first. */
  courses(count: number): Course[] {
    return Array.from({ length: count }, () => this.course()).sort((a, b) => a.openedAt - b.openedAt);
  }

  private course(): Course {
    const [kind, , most, grave] = this.anyKind();
    const severity = this.severity(grave);
    const reportedAt = Math.round(this.end - HOUR - this.next() * 364 * DAY);
    const openedAt = reportedAt + Math.round(this.about(900));
    const [taken] = PACE[severity];
    const takenUpAt = openedAt + this.about(taken);
    const coordinatedAt = takenUpAt + this.about(20 * MINUTE);
    const operators = this.some(1 + Math.floor(this.next() ** 1.6 * most)).map((operator, index) =>
      this.operator(operator, index === 0, severity, openedAt),
    );
    const last = Math.max(
      coordinatedAt,
      ...operators.flatMap((one) => [one.recoveredAt ?? 0, one.answeredAt ?? 0, one.calledAt ?? 0]),
    );
    const closedAt = last + 30 * MINUTE + this.about(9 * HOUR);
    return {
      kind,
      severity,
      channel: this.next() < 0.55 ? 'api' : this.next() < 0.75 ? 'mail' : 'form',
      exercise: this.next() < 0.04,
      isRejected: this.next() < 0.03,
      reportedAt,
      openedAt,
      takenUpAt,
      coordinatedAt,
      closedAt: closedAt < this.end ? closedAt : null,
      operators,
    };
  }

  private operator(
    operator: number,
    isReporter: boolean,
    severity: Severity,
    openedAt: number,
  ): OperatorCourse {
    const [, answer, mend] = PACE[severity];
    const toldAt =
      openedAt +
      (isReporter
        ? 0
        : this.about(severity === 'critical' || severity === 'high' ? 2 * MINUTE : 35 * MINUTE));
    const isSilent = !isReporter && this.next() < 0.16;
    const calledAt = isSilent ? toldAt + this.about(answer * 3) : null;
    const isReached = isSilent && this.next() < 0.55;
    const answeredAt = isReporter
      ? openedAt
      : isSilent
        ? isReached
          ? calledAt
          : null
        : toldAt + this.about(answer);
    const isHit = isReporter || this.next() < 0.8;
    const recoveredAt =
      answeredAt === null || !isHit || this.next() < 0.06 ? null : answeredAt + this.about(mend);
    return {
      operator,
      isReporter,
      toldAt,
      answeredAt,
      answer: isHit ? (this.next() < 0.5 ? 'affected' : 'mitigating') : 'not_affected',
      calledAt,
      isReached,
      service: isHit ? (severity === 'critical' ? 'down' : 'degraded') : 'up',
      recoveredAt,
      now:
        recoveredAt !== null
          ? 'recovered'
          : answeredAt === null
            ? 'told'
            : isHit
              ? 'affected'
              : 'not_affected',
    };
  }

  private severity(grave: number): Severity {
    const drawn = this.next();
    if (drawn < grave * 0.25) return 'critical';
    if (drawn < grave) return 'high';
    const rest = (drawn - grave) / (1 - grave);
    return rest < 0.6 ? 'medium' : rest < 0.92 ? 'low' : 'info';
  }

  private anyKind(): (typeof KINDS)[number] {
    let drawn = this.next() * KINDS.reduce((sum, [, share]) => sum + share, 0);
    return KINDS.find(([, share]) => (drawn -= share) < 0) ?? KINDS[0] ?? ['other', 1, 1, 0];
  }

  /** Different ones; some have more trouble than others. */
  private some(count: number): number[] {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, this.known)) chosen.add(Math.floor(this.next() ** 2 * this.known));
    return [...chosen];
  }

  /** Mostly near `usual`, now and then many times as long. */
  private about(usual: number): number {
    return Math.round(usual * Math.exp(2.2 * (this.next() + this.next() - 1)));
  }
}
