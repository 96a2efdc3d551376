import { Injectable } from '@nestjs/common';
import type { Tlp } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo, Audit, leaving } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import { lockAdvisory } from './advisories.service.ts';
import { Advisory, AdvisoryEdition } from './advisory.entity.ts';
import { isOver, notClear } from './faults.ts';
import { publicationStep } from './publication-step.ts';
import type { PublicationStep } from './publication-step.ts';

type Happening = 'advisory.asked' | 'advisory.published' | 'advisory.withdrawn';

/** What reaches the public, and what is taken back from it. */
@Injectable()
export class Publications {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly audit: Audit,
  ) {}

  /**
   * Two people: the writer asks, another one publishes. A linked incident must be TLP:CLEAR at both times.
   * @returns which of the two it was
   * @throws AdvisoryFault
   */
  async speakFor(
    principal: Principal,
    id: string,
    version: number,
    correction: string | undefined,
  ): Promise<PublicationStep> {
    assertMayDo(principal, 'advisory.publish');
    return this.transactions.run(async (tx) => {
      const advisory = await lockAdvisory(tx, id, version);
      const newest = await newestEdition(tx, id);
      const step = publicationStep(advisory, newest, principal.userId, correction);
      await assertIncidentIsClear(tx, advisory.incidentId);
      const now = await this.clock.now(tx);
      if (step === 'ask') await this.ask(tx, principal, advisory, correction ?? null, now);
      else await this.publish(tx, principal, advisory, (newest?.edition ?? 0) + 1, now);
      return step;
    });
  }

  /**
   * One person is enough to take back what should not have been said. It stays reachable, with the reason and without its text.
   * @throws AdvisoryFault `advisory.not_found`, `advisory.version_changed`, `advisory.withdrawn`
   */
  async withdraw(principal: Principal, id: string, version: number, reason: string): Promise<void> {
    assertMayDo(principal, 'advisory.publish');
    await this.transactions.run(async (tx) => {
      const advisory = await lockAdvisory(tx, id, version);
      if (advisory.state === 'withdrawn') throw isOver(advisory.state);
      const now = await this.clock.now(tx);
      await tx.getRepository(Advisory).update(
        { id },
        {
          state: 'withdrawn',
          withdrawnBy: actorOf(principal),
          withdrawnAt: now,
          withdrawnReason: reason,
          askedAt: null,
          updatedAt: now,
          version: version + 1,
        },
      );
      await this.writeDown(tx, principal, 'advisory.withdrawn', advisory, now, {
        from: advisory.state,
        to: 'withdrawn',
        reason,
      });
    });
  }

  private async ask(
    tx: Tx,
    principal: Principal,
    advisory: Advisory,
    correction: string | null,
    now: Date,
  ): Promise<void> {
    const { id, version } = advisory;
    await tx
      .getRepository(Advisory)
      .update({ id }, { askedAt: now, correction, updatedAt: now, version: version + 1 });
    await this.writeDown(tx, principal, 'advisory.asked', advisory, now, { correction });
  }

  private async publish(
    tx: Tx,
    principal: Principal,
    advisory: Advisory,
    edition: number,
    now: Date,
  ): Promise<void> {
    const { id, title, summary, body, links, language, incidentId, correction, writtenBy, version } =
      advisory;
    const number = advisory.number ?? (await nextNumber(tx));
    await tx.getRepository(AdvisoryEdition).insert({
      advisoryId: id,
      edition,
      ...{ title, summary, body, links, language, incidentId, correction, writtenBy },
      publishedBy: actorOf(principal),
      publishedAt: now,
    });
    await tx
      .getRepository(Advisory)
      .update(
        { id },
        { number, state: 'published', askedAt: null, correction: null, updatedAt: now, version: version + 1 },
      );
    await this.writeDown(tx, principal, 'advisory.published', Object.assign(advisory, { number }), now, {
      from: advisory.state,
      to: 'published',
      edition,
      writtenBy,
      correction,
    });
  }

  /** In the audit, and in the record of the incident that it tells of. */
  private async writeDown(
    tx: Tx,
    principal: Principal,
    type: Happening,
    { id, number, title, incidentId }: Advisory,
    at: Date,
    more: Record<string, unknown>,
  ): Promise<void> {
    const actor = actorOf(principal);
    const data = { number, title, ...more };
    await this.audit.append(tx, [{ type, actor, subject: { kind: 'advisory', id }, data }]);
    if (incidentId === null) return;
    await this.timeline.append(tx, { stream: 'incident', id: incidentId }, [
      { type, actor, at, data: { advisoryId: id, ...data } },
    ]);
  }
}

const newestEdition = (tx: Tx, advisoryId: string): Promise<AdvisoryEdition | null> =>
  tx.getRepository(AdvisoryEdition).findOne({ where: { advisoryId }, order: { edition: 'DESC' } });

/** Nobody raises the label meanwhile. @throws AdvisoryFault `advisory.incident_not_clear` */
async function assertIncidentIsClear(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  const [row] = await tx.query<{ tlp: Tlp }[]>('SELECT tlp FROM incidents WHERE id = $1 FOR SHARE', [id]);
  const tlp = row?.tlp ?? 'RED';
  if (leaving(tlp, { exit: 'page' }, { relation: 'public', encrypted: false }).form !== 'full')
    throw notClear(tlp);
}

/** `A2026-0001`; only what is published gets one. */
async function nextNumber(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ year: string; count: string }[]>(
    `SELECT to_char(dnscert_now() AT TIME ZONE 'UTC', 'YYYY') AS year, nextval('advisory_number') AS count`,
  );
  if (row === undefined) throw new Error('no number');
  return `A${row.year}-${row.count.padStart(4, '0')}`;
}
