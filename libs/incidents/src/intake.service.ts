import { Inject, Injectable } from '@nestjs/common';
import type { ReportSubmission, Resource, TimelineActor } from '#libs/contracts';
import type { Principal, StoredAnswer } from '#libs/access';
import { actorOf, Idempotency } from '#libs/access';
import type { Tx } from '#libs/database';
import { GroupCommit, Transactions } from '#libs/database';
import { Directory } from '#libs/operators';
import { Bells } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { kindNames, resolveKind } from '#libs/triage';
import { beginningOf, draftOf } from './drafts.ts';
import type { Arrived, DraftReport } from './drafts.ts';
import { ReportRefused } from './faults.ts';
import { writeReports } from './new-reports.ts';
import { nextNumbers } from './numbers.ts';
import type { Report } from './report.entity.ts';
import { TRIAGE_RULES } from './rules.ts';

export interface Arrival extends Arrived {
  idempotency?: { key: string; request: Buffer } | undefined;
}

/** A report by mail, signed by a contact. */
export interface SignedReport {
  submission: ReportSubmission;
  received: Buffer;
  operatorId: string;
  /** The contact, by its address. */
  actor: TimelineActor;
}

type PointedFault = ReportRefused['errors'][number];

/** The parts of a report that the kind file and the directory judge; a resource that could not be read is null. */
export interface Claims {
  kind?: string | undefined;
  resources: readonly (Resource | null)[];
}

interface Draft {
  principal: Principal;
  report: DraftReport;
}

/** Bounds what a group keeps in memory and loses by a fault: bodies of up to 1 MiB, kept as they came. */
const MOST_TOGETHER = 50;

/** Takes reports in. What it answers has been committed. */
@Injectable()
export class Intake {
  private readonly arrivals: GroupCommit<Draft, Report>;

  constructor(
    private readonly transactions: Transactions,
    private readonly directory: Directory,
    private readonly timeline: Timeline,
    private readonly bells: Bells,
    private readonly idempotency: Idempotency,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {
    this.arrivals = new GroupCommit(transactions, (tx, drafts) => this.keep(tx, drafts), {
      most: MOST_TOGETHER,
    });
  }

  /**
   * Keeps a report and rings for its triage. `answerOf` shapes what is kept under the idempotency key, so that the same
   * request gets the same answer. Without a key it is committed together with those that came in at the same time.
   * @throws ReportRefused, AccessFault `idempotency.*`
   */
  async submit(
    principal: Principal,
    { idempotency, ...arrival }: Arrival,
    answerOf: (report: Report) => StoredAnswer,
  ): Promise<StoredAnswer> {
    const { userId: reporterId, operatorId } = principal;
    const report = draftOf(this.rules, arrival, { reporterId, operatorId, reporterContact: null });
    const draft = { principal, report };
    if (idempotency === undefined) {
      await this.assertFaultless(arrival.submission);
      return answerOf(await this.arrivals.add(draft));
    }
    const keyed = { userId: principal.userId, ...idempotency };
    return this.transactions.run((tx) =>
      this.idempotency.once(tx, keyed, async () => {
        // Inside: what was answered once is answered so again, whatever the directory says by now.
        await this.assertFaultless(arrival.submission, tx);
        const [report] = await this.keep(tx, [draft]);
        if (report === undefined) throw new Error('the report was not kept');
        return answerOf(report);
      }),
    );
  }

  /**
   * Keeps a report that a contact of an operator has signed with its key, in the transaction of who read it.
   * @throws ReportRefused
   */
  async takeByMail(tx: Tx, { submission, received, operatorId, actor }: SignedReport): Promise<Report> {
    await this.assertFaultless(submission, tx);
    const { numbers, now } = await nextNumbers(tx, 'report', 1);
    const reporterContact = { name: actor.name.slice(0, 100), email: actor.name };
    const draft = draftOf(
      this.rules,
      { submission, received, channel: 'mail' },
      { reporterId: null, operatorId, reporterContact, acceptedAt: now },
    );
    const report: Report = { ...draft, number: numbers[0] ?? '', receivedAt: now, dueAt: now, rungAt: now };
    await writeReports(tx, [report]);
    await this.timeline.beginAll(tx, now, [beginningOf(report, actor)]);
    const { id, lane } = report;
    this.bells.ringAfterCommit(tx, { job: 'report.triage', lane, id, attempt: 0 });
    return report;
  }

  /** A report of the service's own, that goes the way of all reports to try it. */
  async takeCanary(tx: Tx, submission: ReportSubmission, actor: TimelineActor): Promise<Report> {
    const { numbers, now } = await nextNumbers(tx, 'report', 1);
    const draft = draftOf(
      this.rules,
      { submission, received: Buffer.from(JSON.stringify(submission)), channel: 'api' },
      {
        reporterId: null,
        operatorId: null,
        reporterContact: { name: actor.name, email: actor.name },
        acceptedAt: now,
      },
    );
    const report: Report = {
      ...draft,
      canary: true,
      number: numbers[0] ?? '',
      receivedAt: now,
      dueAt: now,
      rungAt: now,
    };
    await writeReports(tx, [report]);
    await this.timeline.beginAll(tx, now, [beginningOf(report, actor)]);
    const { id, lane } = report;
    this.bells.ringAfterCommit(tx, { job: 'report.triage', lane, id, attempt: 0 });
    return report;
  }

  private async assertFaultless(submission: ReportSubmission, tx?: Tx): Promise<void> {
    const faults = await this.faultsOf(submission, tx);
    if (faults.length > 0) throw new ReportRefused(faults);
  }

  /** Faults that need the kind file or the directory to see, each with its JSON pointer. */
  async faultsOf(claims: Claims, tx?: Tx): Promise<PointedFault[]> {
    return [...this.kindFaults(claims), ...(await this.tldFaults(claims, tx))];
  }

  private kindFaults({ kind }: Claims): PointedFault[] {
    if (kind === undefined || resolveKind(this.rules, kind) !== null) return [];
    return [
      {
        pointer: '/kind',
        message: `is not a kind of incident; the names are ${kindNames(this.rules).join(', ')}`,
      },
    ];
  }

  /** A TLD that neither the root zone nor the directory knows is a slip of the pen. Without any root zone we cannot tell. */
  private async tldFaults({ resources }: Claims, tx?: Tx): Promise<PointedFault[]> {
    const named = resources.flatMap((resource, index) =>
      resource?.type === 'tld' && resource.value !== '.' ? [{ value: resource.value, index }] : [],
    );
    const unknown = await this.directory.unknownTlds(
      named.map(({ value }) => value),
      tx,
    );
    return named
      .filter(({ value }) => unknown.has(value))
      .map(({ value, index }) => ({
        pointer: `/resources/${index}/value`,
        message: `there is no top-level domain ${value} in the root zone`,
      }));
  }

  /** Keeps them, each with its first entry in the record, in as many statements as one takes. */
  private async keep(tx: Tx, drafts: Draft[]): Promise<Report[]> {
    const { numbers, now } = await nextNumbers(tx, 'report', drafts.length);
    const reports = drafts.map(({ report }, index): Report => ({
      ...report,
      number: numbers[index] ?? '',
      receivedAt: now,
      dueAt: now,
      rungAt: now,
    }));
    await writeReports(tx, reports);
    await this.timeline.beginAll(
      tx,
      now,
      drafts.map(({ principal }, index) => beginningOf(reports[index] as Report, actorOf(principal))),
    );
    for (const { id, lane } of reports)
      this.bells.ringAfterCommit(tx, { job: 'report.triage', lane, id, attempt: 0 });
    return reports;
  }
}
