import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { PublicReportSubmission, ReportChannel } from '#libs/contracts';
import { AccessFault, digestOf, Letters, networkOf, newSecret, PublicLimits } from '#libs/access';
import type { Tx } from '#libs/database';
import { Transactions } from '#libs/database';
import { ReportRefused } from '../faults.ts';
import { Intake } from '../intake.service.ts';
import { nextNumber } from '../numbers.ts';
import { PublicReport } from './public-report.entity.ts';
import { minuteOf } from './words.ts';

export interface PublicArrival {
  submission: PublicReportSubmission;
  /** As they came in. */
  received: Buffer;
  /** In which the page was read; unknown to the API. */
  language?: string | undefined;
  /** IP address of the caller. */
  from: string | undefined;
  /** With the digest of the request. Keys belong to the network that they come from. */
  idempotency?: { key: string; request: Buffer } | undefined;
}

/** What the sender keeps. It says nothing of what we know already. */
export type PublicReceipt = Pick<PublicReport, 'id' | 'number' | 'sha256' | 'receivedAt' | 'expiresAt'>;

interface Keyed {
  digest: Buffer;
  request: Buffer;
}

/** h; a link that is not opened by then proves nothing any more. */
const TIME_TO_PROVE = 24;
/** h */
const KEYS_KEPT = 48;

/** Takes reports from people without an account. What it answers has been committed; nothing of it is triaged yet. */
@Injectable()
export class PublicIntake {
  constructor(
    private readonly transactions: Transactions,
    private readonly intake: Intake,
    private readonly limits: PublicLimits,
    private readonly letters: Letters,
  ) {}

  /**
   * Keeps it, and mails a link to the address it gives. The same request under the same key is counted and kept once.
   * @throws ReportRefused, AccessFault `public.too_many…`, `idempotency.*`
   */
  async submit({ idempotency, ...arrival }: PublicArrival): Promise<PublicReceipt> {
    const keyed = idempotency === undefined ? null : keyedBy(idempotency, arrival.from);
    const known = keyed === null ? null : await knownUnder(this.transactions.reader, keyed);
    if (known !== null) return known;
    const faults = await this.intake.faultsOf(arrival.submission);
    if (faults.length > 0) throw new ReportRefused(faults);
    await this.limits.count(arrival.submission.reporter.email, arrival.from);
    return this.transactions.run(async (tx) => {
      if (keyed !== null) await hold(tx, keyed);
      // Another process may have been faster.
      const faster = keyed === null ? null : await knownUnder(tx, keyed);
      return faster ?? this.keep(tx, arrival, keyed);
    });
  }

  /**
   * The same for a report by mail, in the transaction of who read it. How often one sender may is theirs to count.
   * @throws ReportRefused
   */
  async takeByMail(tx: Tx, arrival: PublicArrival): Promise<PublicReceipt> {
    const faults = await this.intake.faultsOf(arrival.submission, tx);
    if (faults.length > 0) throw new ReportRefused(faults);
    return this.keep(tx, arrival, null, 'mail');
  }

  private async keep(
    tx: Tx,
    { submission: { reporter, ...content }, received, from, language }: PublicArrival,
    keyed: Keyed | null,
    channel: ReportChannel = 'form',
  ): Promise<PublicReceipt> {
    const { number, now } = await nextNumber(tx, 'report');
    const secret = newSecret();
    const kept = tx.getRepository(PublicReport).create({
      id: uuidv7(),
      number,
      channel,
      content,
      reporter,
      received,
      network: networkOf(from),
      sha256: createHash('sha256').update(received).digest('hex'),
      secretHash: digestOf(secret),
      keyDigest: keyed?.digest ?? null,
      request: keyed?.request ?? null,
      receivedAt: now,
      expiresAt: new Date(now.getTime() + TIME_TO_PROVE * 3_600_000),
    });
    await tx.getRepository(PublicReport).insert(kept);
    // Nothing that the sender wrote goes along, not even a name: it would carry a stranger's words to any mailbox.
    await this.letters.write(tx, {
      template: 'report-proof',
      to: { email: reporter.email, language },
      variables: { reportNumber: number, sha256: kept.sha256, secret, expiresAt: minuteOf(kept.expiresAt) },
    });
    return kept;
  }
}

const keyedBy = ({ key, request }: { key: string; request: Buffer }, from: string | undefined): Keyed => ({
  digest: createHash('sha256')
    .update(`${networkOf(from)} ${key}`)
    .digest(),
  request,
});

/** @throws AccessFault `idempotency.other_request` */
async function knownUnder(manager: Tx, { digest, request }: Keyed): Promise<PublicReceipt | null> {
  const [row] = await manager.query<(PublicReceipt & { request: Buffer })[]>(
    `SELECT id, number, sha256, received_at AS "receivedAt", expires_at AS "expiresAt", request FROM public_reports
      WHERE key_digest = $1 AND received_at > dnscert_now() - make_interval(hours => $2)`,
    [digest, KEYS_KEPT],
  );
  if (row === undefined) return null;
  if (row.request.equals(request)) return row;
  throw new AccessFault(
    'idempotency.other_request',
    'This Idempotency-Key was used for another request. Use a new key for a new request.',
  );
}

/** Until the transaction ends; whoever sends the same meanwhile waits for its answer. */
async function hold(tx: Tx, { digest }: Keyed): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [digest.toString('hex')]);
}
