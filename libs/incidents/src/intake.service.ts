import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ReportSubmission, Resource } from '#libs/contracts';
import type { Principal, StoredAnswer } from '#libs/access';
import { actorOf, Idempotency } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { Directory } from '#libs/operators';
import { Bells } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { kindNames, laneOf, resolveKind } from '#libs/triage';
import { ReportRefused } from './faults.ts';
import { nextNumber } from './numbers.ts';
import { Report } from './report.entity.ts';
import { TRIAGE_RULES } from './rules.ts';

/** A report as it arrived: what was read, and the bytes it was read from. */
export interface Arrival {
  submission: ReportSubmission;
  received: Buffer;
  channel: 'api' | 'form' | 'mail';
  idempotency?: { key: string; request: Buffer } | undefined;
}

type PointedFault = ReportRefused['errors'][number];

/** The parts of a report that the kind file and the directory judge; a resource that could not be read is null. */
export interface Claims {
  kind?: string | undefined;
  resources: readonly (Resource | null)[];
}

/** Takes reports in. What it answers has been committed. */
@Injectable()
export class Intake {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: Directory,
    private readonly timeline: Timeline,
    private readonly bells: Bells,
    private readonly idempotency: Idempotency,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /**
   * Keeps a report and rings for its triage. `answerOf` shapes what is kept under the idempotency key, so that the same
   * request gets the same answer.
   * @throws ReportRefused, AccessFault `idempotency.*`
   */
  async submit(
    principal: Principal,
    { submission, received, channel, idempotency }: Arrival,
    answerOf: (report: Report) => StoredAnswer,
  ): Promise<StoredAnswer> {
    const faults = await this.faultsOf(submission);
    if (faults.length > 0) throw new ReportRefused(faults);
    return this.transactions.run(async (tx) => {
      const keep = async () => answerOf(await this.keep(tx, principal, submission, received, channel));
      return idempotency === undefined
        ? keep()
        : this.idempotency.once(tx, { userId: principal.userId, ...idempotency }, keep);
    });
  }

  /** Faults that need the kind file or the directory to see, each with its JSON pointer. */
  async faultsOf(claims: Claims): Promise<PointedFault[]> {
    return [...this.kindFaults(claims), ...(await this.tldFaults(claims))];
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
  private async tldFaults({ resources }: Claims): Promise<PointedFault[]> {
    const named = resources.flatMap((resource, index) =>
      resource?.type === 'tld' && resource.value !== '.' ? [{ value: resource.value, index }] : [],
    );
    const unknown = await this.directory.unknownTlds(named.map(({ value }) => value));
    return named
      .filter(({ value }) => unknown.has(value))
      .map(({ value, index }) => ({
        pointer: `/resources/${index}/value`,
        message: `there is no top-level domain ${value} in the root zone`,
      }));
  }

  private async keep(
    tx: Tx,
    principal: Principal,
    submission: ReportSubmission,
    received: Buffer,
    channel: Arrival['channel'],
  ): Promise<Report> {
    const { number, now } = await nextNumber(tx, 'report');
    const report = tx.getRepository(Report).create({
      id: uuidv7(),
      number,
      state: 'received',
      channel,
      reporterId: principal.userId,
      operatorId: principal.operatorId,
      summary: submission.summary,
      description: submission.description,
      claimedKind:
        submission.kind === undefined ? null : (resolveKind(this.rules, submission.kind)?.name ?? null),
      claimedSeverity: submission.severity ?? null,
      kind: null,
      severity: null,
      tlp: submission.tlp,
      occurredAt: dateOrNull(submission.occurredAt),
      detectedAt: dateOrNull(submission.detectedAt),
      ongoing: submission.ongoing ?? null,
      exercise: submission.exercise,
      resources: submission.resources,
      refs: submission.references,
      nis2: submission.nis2 ?? null,
      received,
      sha256: createHash('sha256').update(received).digest('hex'),
      receivedAt: now,
      incidentId: null,
      triagedAt: null,
      reasons: null,
      lane: laneOf(this.rules, submission),
      attempt: 0,
      rungAt: now,
    });
    await tx.getRepository(Report).insert(report);
    await this.timeline.append(tx, { stream: 'report', id: report.id }, [
      {
        type: 'report.received',
        actor: actorOf(principal),
        at: now,
        data: {
          number,
          channel,
          operatorId: principal.operatorId,
          sha256: report.sha256,
          bytes: received.length,
          tlp: report.tlp,
        },
      },
    ]);
    this.bells.ringAfterCommit(tx, { job: 'report.triage', lane: report.lane, id: report.id, attempt: 0 });
    return report;
  }
}

const dateOrNull = (text: string | undefined) => (text === undefined ? null : new Date(text));
