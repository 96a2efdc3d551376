/** Subjects held at one time. Past that, the ones that are over are dropped, and then all: they can be asked for again. */
const MOST = 20_000;

interface Allowance {
  left: number;
  /** ms of this process's own steady clock, which no wall clock moves. */
  until: number;
}

/** What this process may still spend without asking, each until its minute is over. */
export class Allowances {
  private readonly bySubject = new Map<string, Allowance>();

  constructor(private readonly steadyMs: () => number = () => performance.now()) {}

  /** @returns whether there was one to spend */
  spend(subject: string): boolean {
    const allowance = this.bySubject.get(subject);
    if (allowance === undefined || allowance.left === 0 || allowance.until <= this.steadyMs()) return false;
    allowance.left -= 1;
    return true;
  }

  keep(subject: string, left: number, until: number): void {
    const known = this.bySubject.get(subject);
    // Of the same minute: two blocks were on their way at once.
    const more = known !== undefined && Math.abs(known.until - until) < 1_000 ? known.left : 0;
    if (left + more === 0) this.bySubject.delete(subject);
    else {
      if (this.bySubject.size >= MOST) this.makeRoom();
      this.bySubject.set(subject, { left: left + more, until });
    }
  }

  private makeRoom(): void {
    const now = this.steadyMs();
    for (const [subject, { until }] of this.bySubject) if (until <= now) this.bySubject.delete(subject);
    if (this.bySubject.size >= MOST) this.bySubject.clear();
  }
}
