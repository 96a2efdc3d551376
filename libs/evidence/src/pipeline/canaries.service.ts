import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Letters } from '#libs/access';
import { reportSubmission } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Incidents, Intake } from '#libs/incidents';
import { Canary } from './canary.entity.ts';
import { CANARY_EVERY, CANARY_PATIENCE, PIPELINE_SETTINGS } from './settings.ts';
import type { PipelineSettings } from './settings.ts';
import { STUCK } from './stuck.ts';

/** 'CANA': one process at a time. */
const CANARY_LOCK = 0x43414e41;
const ACTOR = { kind: 'system' as const, name: 'canary' };
/** States of a delivery in which the relay has it. */
const HANDED_OVER = ['handed_over', 'acknowledged'];

/**
 * Every five minutes a report of our own goes the way of all reports: intake, triage, an incident, a mail that a relay takes. Then
 * its incident is closed. What stops on that way is noticed although nobody else reports anything.
 */
@Injectable()
export class Canaries {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly intake: Intake,
    private readonly incidents: Incidents,
    private readonly letters: Letters,
    @Inject(PIPELINE_SETTINGS) private readonly settings: PipelineSettings,
  ) {}

  /** Looks after the one that is out, or sends one where it is time. Any number of processes may call it. */
  async mind(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
        CANARY_LOCK,
      ]);
      if (lock?.taken !== true) return;
      const now = await this.clock.now(tx);
      const last = await newest(tx);
      if (last?.state === 'out') return this.follow(tx, last, now);
      const isTime = last === null || now.getTime() - last.sentAt.getTime() >= CANARY_EVERY * 1_000;
      if (isTime && this.settings.canaries) await this.send(tx, now);
    });
  }

  private async send(tx: Tx, now: Date): Promise<void> {
    const submission = reportSubmission.parse({
      summary: 'Canary: the service tries itself',
      description: 'Made by the service to see whether reports go all the way. Nothing happened.',
      kind: 'other',
      severity: 'info',
      tlp: 'CLEAR',
      exercise: true,
    });
    const report = await this.intake.takeCanary(tx, submission, ACTOR);
    const { canaryMail: mailedTo } = this.settings;
    await tx
      .getRepository(Canary)
      .insert({ id: uuidv7(), reportId: report.id, state: 'out', mailedTo, sentAt: now });
  }

  private async follow(tx: Tx, canary: Canary, now: Date): Promise<void> {
    const canaries = tx.getRepository(Canary);
    const incidentId = await incidentOf(tx, canary);
    const triagedAt = incidentId === null ? null : (canary.triagedAt ?? now);
    const mail = await this.mailOf(tx, canary, triagedAt !== null, now);
    await canaries.update({ id: canary.id }, { triagedAt, mailedAt: mail.writtenAt });
    if (incidentId !== null && mail.isOut) {
      await this.incidents.endCanary(tx, incidentId, ACTOR, 'It went all the way.');
      await canaries.update({ id: canary.id }, { state: 'home', endedAt: now });
      return;
    }
    if (now.getTime() - canary.sentAt.getTime() < CANARY_PATIENCE * 1_000) return;
    if (incidentId !== null)
      await this.incidents.endCanary(tx, incidentId, ACTOR, 'It got stuck on its way.');
    const why = STUCK[incidentId === null ? 'triage' : 'mail'];
    await canaries.update({ id: canary.id }, { state: 'lost', endedAt: now, why });
  }

  /** Its letter, written as soon as the report is triaged. */
  private async mailOf(
    tx: Tx,
    { mailedTo, mailedAt }: Canary,
    isTriaged: boolean,
    now: Date,
  ): Promise<{ writtenAt: Date | null; isOut: boolean }> {
    if (mailedTo === null) return { writtenAt: null, isOut: true };
    if (!isTriaged) return { writtenAt: null, isOut: false };
    if (mailedAt !== null) return { writtenAt: mailedAt, isOut: await isHandedOver(tx, mailedAt) };
    await this.letters.write(tx, {
      template: 'canary',
      to: { email: mailedTo, language: 'en' },
      variables: {},
      tlp: 'CLEAR',
    });
    return { writtenAt: now, isOut: false };
  }
}

async function newest(tx: Tx): Promise<Canary | null> {
  const [last] = await tx.getRepository(Canary).find({ order: { sentAt: 'DESC' }, take: 1 });
  return last ?? null;
}

async function incidentOf(tx: Tx, { reportId }: Canary): Promise<string | null> {
  const [row] = await tx.query<{ incident_id: string | null }[]>(
    'SELECT incident_id FROM reports WHERE id = $1',
    [reportId],
  );
  return row?.incident_id ?? null;
}

/** There is one canary out at a time, so the newest mail of this kind since then is its own. */
async function isHandedOver(tx: Tx, since: Date): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM notifications n JOIN deliveries d ON d.notification_id = n.id
      WHERE n.template = 'canary' AND n.created_at >= $1 AND d.state = ANY($2)`,
    [since, HANDED_OVER],
  );
  return rows.length > 0;
}
