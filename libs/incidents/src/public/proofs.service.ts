import { Inject, Injectable } from '@nestjs/common';
import type { PublicReporter, ReportSubmission } from '#libs/contracts';
import { digestOf, Letters, PublicLimits } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Bells } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { PUBLIC_SOURCE } from '../case.ts';
import { beginningOf, draftOf } from '../drafts.ts';
import { IncidentFault } from '../faults.ts';
import { writeReports } from '../new-reports.ts';
import type { Report } from '../report.entity.ts';
import { TRIAGE_RULES } from '../rules.ts';
import { PublicReport } from './public-report.entity.ts';
import { minuteOf } from './words.ts';

/** What the link of a letter opens. The content is shown until it is confirmed, and no more then: links get about. */
export interface ProofView {
  number: string;
  sha256: string;
  receivedAt: Date;
  expiresAt: Date;
  provenAt: Date | null;
  content: ReportSubmission | null;
  reporter: PublicReporter | null;
}

/** s; so far apart are reports of public sources taken up: many at once do not fill the lane of those we know. */
const APART = 1;

/** Whoever can open the link reads the mail of that address. That proves the address; who it is, nobody knows. */
@Injectable()
export class Proofs {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly bells: Bells,
    private readonly letters: Letters,
    private readonly limits: PublicLimits,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /** Changes nothing. @throws IncidentFault `public_report.link_unknown` */
  async look(secret: string): Promise<ProofView> {
    return this.opened(this.transactions.reader, secret);
  }

  /**
   * Hands the report to triage; asked again, nothing more happens. Its receipt goes to the address now, and not after
   * triage, whose findings it must not tell.
   * @param language in which the page was read
   * @throws IncidentFault `public_report.link_unknown`
   */
  async prove(secret: string, language?: string): Promise<ProofView> {
    const { row, isNew } = await this.transactions.run(async (tx) => {
      const row = await this.opened(tx, secret, true);
      if (row.provenAt !== null) return { row, isNew: false };
      const now = await this.clock.now(tx);
      const email = await this.handOver(tx, row, now);
      const left = { content: null, reporter: null, received: null, network: null, provenAt: now };
      await tx.getRepository(PublicReport).update({ id: row.id }, left);
      const { number: reportNumber, sha256 } = row;
      await this.letters.write(tx, {
        template: 'report-receipt',
        to: { email, language },
        variables: { reportNumber, sha256, receivedAt: minuteOf(row.receivedAt) },
      });
      return { row: Object.assign(row, left), isNew: true };
    });
    if (isNew) await this.limits.countProven();
    return row;
  }

  /** @returns the proven address */
  private async handOver(tx: Tx, row: PublicReport, now: Date): Promise<string> {
    const { id, number, channel, content: submission, reporter, received, receivedAt } = row;
    if (submission === null || reporter === null || received === null)
      throw new Error(`public report ${id} has lost its content`);
    const { dueAt, waits } = await nextPlace(tx);
    const source = { reporterId: null, operatorId: null, reporterContact: reporter };
    const report: Report = {
      ...draftOf(this.rules, { submission, received, channel }, source),
      id,
      number,
      receivedAt,
      dueAt,
      rungAt: waits ? null : now,
    };
    await writeReports(tx, [report]);
    const { stream, entries } = beginningOf(report, PUBLIC_SOURCE);
    const proven = { by: 'the link that was mailed to the address it gave' };
    await this.timeline.beginAll(tx, now, [
      {
        stream,
        entries: [...entries, { type: 'report.proven', actor: PUBLIC_SOURCE, at: now, data: proven }],
      },
    ]);
    // The sweeper rings for one that waits.
    if (!waits) this.bells.ringAfterCommit(tx, { job: 'report.triage', lane: report.lane, id, attempt: 0 });
    return reporter.email;
  }

  private async opened(manager: Tx, secret: string, isToBeProven = false): Promise<PublicReport> {
    const query = manager
      .getRepository(PublicReport)
      .createQueryBuilder('p')
      .where('p.secretHash = :hash', { hash: digestOf(secret) })
      .andWhere('(p.proven_at IS NOT NULL OR p.erased_at IS NULL AND p.expires_at > dnscert_now())');
    if (isToBeProven) query.addSelect('p.received').setLock('pessimistic_write');
    const row = await query.getOne();
    if (row !== null) return row;
    throw new IncidentFault(
      'public_report.link_unknown',
      'This link is not known, or it is too old. A link can be confirmed for 24 hours; after that, please send the report again.',
    );
  }
}

/** Now, or a moment after the last that still waits. */
async function nextPlace(tx: Tx): Promise<{ dueAt: Date; waits: boolean }> {
  // Two at one time must not get the same place.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('public reports'))`);
  const [row] = await tx.query<{ now: Date; next: Date | null; waits: boolean | null }[]>(
    `SELECT date_trunc('milliseconds', dnscert_now()) AS now, next, next > dnscert_now() AS waits
       FROM (SELECT max(due_at) + make_interval(secs => $1) AS next FROM reports
              WHERE state = 'received' AND reporter_contact IS NOT NULL) AS last`,
    [APART],
  );
  if (row === undefined) throw new Error('no place for a public report');
  const waits = row.next !== null && row.waits === true;
  return waits ? { dueAt: row.next as Date, waits } : { dueAt: row.now, waits };
}
