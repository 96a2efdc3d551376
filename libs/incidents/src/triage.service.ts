import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import type { Claim, Decision, Word, WorkHandler } from '#libs/queue';
import { putAside } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { DuplicateCandidate, DuplicateVerdict, TriageRules } from '#libs/triage';
import { findDuplicate } from '#libs/triage';
import { Announcing } from './announcing.service.ts';
import { Entries, TRIAGE } from './case.ts';
import type { Case } from './case.ts';
import { Examination } from './examination.service.ts';
import { joinIncident } from './joining.ts';
import { apartFrom, candidatesFor, isNear, lockNeighbourhood } from './neighbourhood.ts';
import { openIncidents } from './opening.ts';
import { Report } from './report.entity.ts';
import type { TriageReasons } from './report.entity.ts';
import { TRIAGE_RULES } from './rules.ts';
import { settleReports } from './settling.ts';
import type { Settled } from './settling.ts';

/** Sorts reports: what is it, how bad, who else is touched, do we know it already. */
@Injectable()
export class Triage implements WorkHandler {
  readonly job = 'report.triage' as const;
  readonly table = 'reports';
  readonly states = ['received'];
  readonly aside = { state: 'quarantined', again: 'received', over: 'rejected' };

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly examination: Examination,
    private readonly timeline: Timeline,
    private readonly announcing: Announcing,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  async work(claim: Claim): Promise<null> {
    await this.workAll([claim]);
    return null;
  }

  async workAll(claims: Claim[]): Promise<null[]> {
    const cases = await this.examine(claims);
    await this.transactions.run(async (tx) => {
      await lockNeighbourhood(tx, cases);
      const held = await heldOf(tx, cases);
      const now = await this.clock.now(tx);
      const entries = new Entries();
      const settled: Settled[] = [];
      // What shares something with an earlier report must see what came of that.
      for (let round = apartFrom(held); round.apart.length > 0; round = apartFrom(round.after)) {
        settled.push(...(await this.decide(tx, round.apart, entries, now)));
      }
      await settleReports(tx, settled, entries, now);
      await this.announcing.ask(tx, settled, now);
      await entries.write(this.timeline, tx, now);
    });
    return claims.map(() => null);
  }

  /** All that can be found out about reports without writing. */
  private async examine(claims: Claim[]): Promise<Case[]> {
    const reports = await this.transactions.reader
      .getRepository(Report)
      .findBy({ id: In(claims.map(({ id }) => id)) });
    const examined = await this.examination.of(reports);
    // In the order of the claims, which is that of the bells.
    return claims.flatMap((claim) =>
      examined.filter(({ report }) => report.id === claim.id).map((one) => ({ ...one, claim })),
    );
  }

  /** Opens an incident for each of these, or makes it one more report of a known one. */
  private async decide(tx: Tx, cases: Case[], entries: Entries, now: Date): Promise<Settled[]> {
    const candidates = await candidatesFor(tx, cases);
    const joined: Settled[] = [];
    const joinedReports = new Set<string>();
    const wanted = cases.flatMap((one) => {
      const duplicate = this.duplicateOf(one, candidates);
      return duplicate === null ? [] : [{ one, duplicate }];
    });
    // Incidents are locked in one order, so that two groups never wait for each other.
    wanted.sort((a, b) => (a.duplicate.incidentId < b.duplicate.incidentId ? -1 : 1));
    for (const { one, duplicate } of wanted) {
      const settled = await joinIncident(tx, one, duplicate, entries, now);
      if (settled === null) continue;
      joined.push(settled);
      joinedReports.add(one.report.id);
    }
    const fresh = cases.filter(({ report }) => !joinedReports.has(report.id));
    return [...joined, ...(await openIncidents(tx, fresh, entries, now))];
  }

  private duplicateOf(one: Case, candidates: DuplicateCandidate[]): DuplicateVerdict | null {
    const { report, verdict } = one;
    return findDuplicate(
      this.rules,
      {
        kind: verdict.kind,
        resources: report.resources,
        tlds: verdict.tlds,
        at: report.receivedAt,
        exercise: verdict.exercise,
      },
      candidates.filter((candidate) => isNear(one, candidate)),
    );
  }

  /** Three failures of ours: a person sees the report as it came in, and why we could not read it. */
  async quarantine(claim: Claim, why: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await putAside(tx, this, claim, why))) return;
      const reasons: TriageReasons = { quarantine: [{ rule: 'quarantine', text: why }] };
      await tx.getRepository(Report).update({ id: claim.id }, { reasons });
      await this.timeline.append(tx, { stream: 'report', id: claim.id }, [
        {
          type: 'report.quarantined',
          actor: TRIAGE,
          data: { from: 'received', to: 'quarantined', reason: why.split('\n')[0] },
        },
      ]);
    });
  }

  async decided(tx: Tx, id: string, how: Decision, { by, reason }: Word): Promise<void> {
    const report = await tx.getRepository(Report).findOneByOrFail({ id });
    if (how === 'taken up again') await tx.getRepository(Report).update({ id }, { reasons: null });
    await this.timeline.append(tx, { stream: 'report', id }, [
      {
        type: how === 'taken up again' ? 'report.taken_up_again' : 'report.rejected',
        actor: by,
        data: {
          reportId: id,
          reportNumber: report.number,
          from: this.aside.state,
          to: report.state,
          ...(reason === null ? {} : { reason }),
        },
      },
    ]);
  }
}

/** The claims that are still ours, their rows locked: a later claimant has a higher attempt. With what may have changed since. */
async function heldRows(tx: Tx, claims: Claim[]): Promise<Map<string, Date | null>> {
  const rows = await tx.query<{ id: string; accepted_at: Date | null }[]>(
    `SELECT r.id, r.accepted_at FROM reports r JOIN unnest($1::uuid[], $2::int[]) AS held (id, attempt) ON held.id = r.id AND held.attempt = r.attempt
      WHERE r.state = 'received' ORDER BY r.id FOR UPDATE OF r`,
    [claims.map(({ id }) => id), claims.map(({ attempt }) => attempt)],
  );
  return new Map(rows.map(({ id, accepted_at }) => [id, accepted_at]));
}

async function heldOf(tx: Tx, cases: Case[]): Promise<Case[]> {
  const held = await heldRows(
    tx,
    cases.map(({ claim }) => claim),
  );
  return cases.flatMap((one) => {
    const acceptedAt = held.get(one.report.id);
    if (acceptedAt === undefined) return [];
    one.report.acceptedAt = acceptedAt;
    return [one];
  });
}
