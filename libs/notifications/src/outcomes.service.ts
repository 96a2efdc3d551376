import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Lane, TimelineActor, Tlp } from '#libs/contracts';
import { narrowest } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { Clock, GroupCommit, isDatabaseAway, Transactions } from '#libs/database';
import { Answers } from '#libs/incidents';
import type { SendResult } from '#libs/mail';
import { Directory } from '#libs/operators';
import type { Claim } from '#libs/queue';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { writeAttempts, writeTakenOfLists } from './attempts.ts';
import { addresseeOf, nextContact } from './audience.ts';
import { isAboutTheAddress } from './bounce.ts';
import { Pauses } from './lists/pauses.service.ts';
import { backOffMinutes, isGivenUp, isWorthAPerson } from './retry.ts';
import type { Delivery } from './notification.entity.ts';
import { MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';
import { asksForAnswer } from './slices/record-slice.ts';
import { StandIns } from './stand-ins.service.ts';
import { whyNotThrough } from './why.ts';

const RELAY: TimelineActor = { kind: 'system', name: 'mail relay' };

interface Ended {
  claim: Claim;
  result: SendResult;
}

interface Row {
  id: string;
  notification_id: string;
  /** Null for a letter and for an alert to a list, which stand in no incident's record. */
  incident_id: string | null;
  operator_id: string | null;
  contact_id: string | null;
  list_id: string | null;
  template: string;
  subscription_id: string | null;
  user_id: string | null;
  state: string;
  attempt: number;
  lane: Lane;
  tries: number;
  first_tried_at: Date;
  escalated_at: Date | null;
  protection: Delivery['protection'];
  encrypted_to: string | null;
  tlp: Tlp;
  incident_tlp: Tlp | null;
}

/** ms; how long a result is held while the database is away. One that is dropped is a mail that goes out twice. */
const PATIENCE = 10 * 60_000;
const TRY_AGAIN = 1_000;

/**
 * Writes down what became of attempts, those that end together in one transaction: a thousand mails of one incident must not
 * wait for a thousand commits on its record.
 */
@Injectable()
export class Outcomes implements OnModuleDestroy {
  private readonly results: GroupCommit<Ended, null>;
  private readonly takenOfLists: GroupCommit<Ended, null>;
  private closing = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly answers: Answers,
    private readonly directory: Directory,
    private readonly standIns: StandIns,
    private readonly pauses: Pauses,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {
    this.results = new GroupCommit(transactions, (tx, batch) => this.write(tx, batch));
    this.takenOfLists = new GroupCommit(transactions, (tx, batch) => writeTakenOfLists(tx, batch));
  }

  onModuleDestroy(): void {
    this.closing = true;
  }

  /**
   * Settles when the outcome has been committed, however long the database is away until then (ten minutes at most).
   * @param isOfList posted to a list: a good end of it stands in no incident's record and in no contact
   */
  async record(claim: Claim, result: SendResult, isOfList: boolean): Promise<void> {
    const results = isOfList && result.outcome === 'sent' ? this.takenOfLists : this.results;
    const givenUpAt = performance.now() + PATIENCE;
    for (;;) {
      try {
        await results.add({ claim, result });
        return;
      } catch (error) {
        if (!isDatabaseAway(error) || this.closing || performance.now() > givenUpAt) throw error;
        await sleep(TRY_AGAIN);
      }
    }
  }

  private async write(tx: Tx, batch: Ended[]): Promise<null[]> {
    const rows = await this.openRows(
      tx,
      batch.map(({ claim }) => claim.id),
    );
    const now = await this.clock.now(tx);
    const entries = new Map<string, NewEntry[]>();
    const add = (incidentId: string | null, more: NewEntry[]) => {
      if (incidentId !== null) entries.set(incidentId, [...(entries.get(incidentId) ?? []), ...more]);
    };
    const taken = batch.flatMap(({ claim, result }) => {
      const row = rows.get(claim.id);
      // A later claimant has it; but what a relay has really taken is written down whoever handed it over.
      if (row === undefined || (row.attempt !== claim.attempt && result.outcome !== 'sent')) return [];
      return [{ row, result }];
    });
    await writeAttempts(tx, taken, now);
    const sent = taken.filter(({ result }) => result.outcome === 'sent');
    await this.writeSent(tx, sent, now, add);
    for (const { row, result } of taken) {
      if (result.outcome === 'soft_fail') add(row.incident_id, await this.writeDelayed(tx, row, result, now));
      if (result.outcome === 'hard_fail') add(row.incident_id, await this.writeBounced(tx, row, result, now));
    }
    await forgetLetters(
      tx,
      taken.map(({ row }) => row),
    );
    await this.timeline.appendAll(
      tx,
      [...entries].map(([id, own]) => ({ stream: { stream: 'incident', id }, entries: own })),
    );
    return batch.map(() => null);
  }

  /**
   * What a relay took came back later: as if it had been refused there. One that was answered has arrived all the same.
   * @param status enhanced code (RFC 3463), null where the mail that came back told none
   * @returns false when the delivery had ended otherwise
   */
  async returned(tx: Tx, id: string, response: string, status: string | null, now: Date): Promise<boolean> {
    const row = (await this.openRows(tx, [id], ['handed_over'])).get(id);
    if (row === undefined) return false;
    const entries = await this.writeBounced(
      tx,
      row,
      {
        outcome: 'hard_fail',
        scope: 'message',
        stage: 'data',
        response,
        ...(status === null ? {} : { enhanced: status }),
      },
      now,
    );
    if (row.incident_id !== null)
      await this.timeline.append(tx, { stream: 'incident', id: row.incident_id }, entries);
    await forgetLetters(tx, [row]);
    return true;
  }

  private async openRows(
    tx: Tx,
    ids: string[],
    states: readonly string[] = ['queued', 'sending', 'delayed'],
  ): Promise<Map<string, Row>> {
    const rows = await tx.query<Row[]>(
      `SELECT d.id, d.notification_id, d.incident_id, d.operator_id, d.contact_id, n.list_id, n.template, d.subscription_id, d.user_id, d.state, d.attempt, d.lane, d.escalated_at, d.protection, d.encrypted_to,
              COALESCE(d.first_tried_at, dnscert_now()) AS first_tried_at, n.tlp, i.tlp AS incident_tlp,
              (SELECT count(*)::int FROM delivery_attempts a WHERE a.delivery_id = d.id) AS tries
         FROM deliveries d JOIN notifications n ON n.id = d.notification_id LEFT JOIN incidents i ON i.id = d.incident_id
        WHERE d.id = ANY($1) AND d.state = ANY($2) ORDER BY d.id FOR UPDATE OF d`,
      [ids, states],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async writeSent(
    tx: Tx,
    sent: { row: Row; result: SendResult }[],
    now: Date,
    add: (incidentId: string | null, entries: NewEntry[]) => void,
  ): Promise<void> {
    if (sent.length === 0) return;
    await tx.query(
      `UPDATE deliveries d SET state = 'handed_over', response = r.response, reason = CASE WHEN d.protection = 'minimal' THEN d.reason END, handed_over_at = $3, lease_until = NULL, strikes = 0
         FROM unnest($1::uuid[], $2::text[]) AS r (id, response) WHERE d.id = r.id`,
      [sent.map(({ row }) => row.id), sent.map(({ result }) => result.response), now],
    );
    for (const { row, result } of sent) {
      add(row.incident_id, [
        entryOf('delivery.sent', row, now, {
          from: row.state,
          to: 'handed_over',
          response: result.response,
          protection: row.protection,
          encryptedTo: row.encrypted_to,
        }),
      ]);
    }
    // A receipt tells its reporter nothing new, and a slice of the record comes at the end; only notices make an operator told.
    const told = sent.flatMap(({ row: { user_id, operator_id, incident_id, template } }) =>
      user_id === null && operator_id !== null && incident_id !== null && asksForAnswer(template)
        ? [{ incidentId: incident_id, operatorId: operator_id }]
        : [],
    );
    for (const { incidentId, entry } of await this.answers.markTold(tx, told, now)) add(incidentId, [entry]);
    const contacts = sent.flatMap(({ row }) => (row.contact_id === null ? [] : [row.contact_id]));
    if (contacts.length > 0) await this.directory.markDeliverable(tx, contacts, null);
  }

  private async writeDelayed(tx: Tx, row: Row, result: SendResult, now: Date): Promise<NewEntry[]> {
    const tries = row.tries + 1;
    if (isGivenUp(row.first_tried_at, now)) {
      const reason = `Given up after two days and ${tries} tries. ${whyNotThrough(result)}`;
      await settle(tx, row, 'failed', result.response, reason);
      return [
        entryOf('delivery.failed', row, now, {
          from: row.state,
          to: 'failed',
          response: result.response,
          reason,
        }),
        // An urgent one was escalated long ago.
        ...(row.escalated_at === null ? await this.tryNextContact(tx, row, now) : []),
      ];
    }
    await tx.query(
      `UPDATE deliveries SET state = 'delayed', response = $2, lease_until = NULL, strikes = 0, rung_at = NULL,
              due_at = dnscert_now() + make_interval(mins => $3),
              reason = CASE WHEN protection = 'minimal' THEN reason ELSE $4 END WHERE id = $1`,
      [row.id, result.response, backOffMinutes(tries), whyNotThrough(result)],
    );
    const entries =
      row.state === 'delayed' || tries > 1
        ? []
        : [
            entryOf('delivery.delayed', row, now, {
              from: row.state,
              to: 'delayed',
              response: result.response,
            }),
          ];
    if (!isWorthAPerson(row, now)) return entries;
    await tx.query('UPDATE deliveries SET escalated_at = $2 WHERE id = $1', [row.id, now]);
    const escalated = entryOf('delivery.escalated', row, now, {
      reason: 'urgent and not through for 15 minutes: call them',
      response: result.response,
    });
    return [...entries, escalated, ...(await this.tryNextContact(tx, row, now))];
  }

  /** Refused for good: the next in the order of call is tried at once, and an address that takes no mail is marked. */
  private async writeBounced(tx: Tx, row: Row, result: SendResult, now: Date): Promise<NewEntry[]> {
    await settle(tx, row, 'bounced', result.response, whyNotThrough(result));
    if (row.contact_id !== null && isAboutTheAddress(result))
      await this.directory.markDeliverable(tx, [row.contact_id], result.response);
    if (row.subscription_id !== null && isAboutTheAddress(result))
      await this.pauses.pause(tx, [row.subscription_id], result.response, now);
    return [
      entryOf('delivery.bounced', row, now, { from: row.state, to: 'bounced', response: result.response }),
      ...(await this.tryNextContact(tx, row, now)),
    ];
  }

  private async tryNextContact(tx: Tx, row: Row, now: Date): Promise<NewEntry[]> {
    if (row.operator_id === null || row.user_id !== null || row.incident_id === null) return [];
    const told = await tx.query<{ email: string | null }[]>(
      `SELECT recipient->>'email' AS email FROM deliveries WHERE notification_id = $1 AND operator_id = $2`,
      [row.notification_id, row.operator_id],
    );
    const emails = new Set(told.map(({ email }) => (email ?? '').toLowerCase()));
    const next = nextContact(await this.directory.contactsOf([row.operator_id], tx), emails);
    if (next === null) {
      return [
        entryOf('delivery.escalated', row, now, {
          reason: 'no further contact of this operator can be mailed: reach it another way',
        }),
      ];
    }
    const bounced = {
      id: row.id,
      notificationId: row.notification_id,
      incidentId: row.incident_id,
      lane: row.lane,
    };
    // Somebody at this operator was told already; the label may have been raised since.
    const label = { tlp: narrowest(row.tlp, row.incident_tlp ?? row.tlp), relation: 'named' as const };
    return this.standIns.tell(tx, bounced, addresseeOf(next, label, this.settings, now), now);
  }

  /** It will not be sent at all, for a reason of ours: `failed` for a fault, `withheld` by a rule. */
  async refuse(claim: Claim, reason: string, to: 'failed' | 'withheld' = 'failed'): Promise<void> {
    await this.transactions.run(async (tx) => {
      const now = await this.clock.now(tx);
      const row = (await this.openRows(tx, [claim.id])).get(claim.id);
      if (row === undefined || row.attempt !== claim.attempt) return;
      await settle(tx, row, to, null, reason);
      await forgetLetters(tx, [row]);
      if (row.incident_id === null) return;
      await this.timeline.append(tx, { stream: 'incident', id: row.incident_id }, [
        entryOf(`delivery.${to}`, row, now, { from: row.state, to, reason }),
      ]);
    });
  }
}

async function settle(
  tx: Tx,
  row: Row,
  state: 'failed' | 'bounced' | 'withheld',
  response: string | null,
  reason: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE deliveries SET state = $2, response = COALESCE($3, response), reason = $4, lease_until = NULL, strikes = 0 WHERE id = $1`,
    [row.id, state, response, reason],
  );
}

/** A link in a letter is a secret: when the letter is out, or will never be, nothing that holds it stays. */
async function forgetLetters(tx: Tx, rows: Row[]): Promise<void> {
  const letters = rows.filter(({ incident_id, list_id }) => incident_id === null && list_id === null);
  if (letters.length === 0) return;
  await tx.query(
    `UPDATE deliveries SET raw = NULL, variables = '{}'
      WHERE id = ANY($1) AND state IN ('handed_over', 'bounced', 'failed')`,
    [letters.map(({ id }) => id)],
  );
}

function entryOf(type: NewEntry['type'], row: Row, now: Date, data: Record<string, unknown>): NewEntry {
  return {
    type,
    actor: RELAY,
    at: now,
    data: {
      deliveryId: row.id,
      notificationId: row.notification_id,
      operatorId: row.operator_id,
      contactId: row.contact_id,
      ...data,
    },
  };
}
