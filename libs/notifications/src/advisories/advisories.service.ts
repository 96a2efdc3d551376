import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { AdvisoryDraft, AdvisoryEdit, AdvisoryState } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, assertMayDo, Audit } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import type { PageRequest } from '#libs/incidents';
import { Timeline } from '#libs/timeline';
import { Advisory, AdvisoryEdition } from './advisory.entity.ts';
import { AdvisoryFault, isOver, noAdvisory, versionChanged } from './faults.ts';

export interface AdvisoryFilter {
  state?: AdvisoryState | undefined;
  incidentId?: string | undefined;
  /** Those that wait for another person. */
  asked?: boolean | undefined;
}

/** An advisory with all that was published of it, newest first. */
export interface WholeAdvisory {
  advisory: Advisory;
  editions: AdvisoryEdition[];
}

/** Advisories while they are written. Publishing is `Publications`. */
@Injectable()
export class Advisories {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly audit: Audit,
  ) {}

  /** @throws AdvisoryFault `advisory.incident_unknown` */
  async draft(principal: Principal, { references, ...text }: AdvisoryDraft): Promise<WholeAdvisory> {
    assertMayDo(principal, 'advisory.write');
    return this.transactions.run(async (tx) => {
      await assertIncidentKnown(tx, text.incidentId);
      const now = await this.clock.now(tx);
      const actor = actorOf(principal);
      const advisory = tx.getRepository(Advisory).create({
        id: uuidv7(),
        number: null,
        state: 'draft',
        ...text,
        links: references,
        createdBy: actor,
        createdAt: now,
        writtenBy: actor,
        writtenById: principal.userId,
        updatedAt: now,
        askedAt: null,
        correction: null,
        withdrawnBy: null,
        withdrawnAt: null,
        withdrawnReason: null,
        version: 1,
      });
      await tx.getRepository(Advisory).insert(advisory);
      await this.audit.append(tx, [
        {
          type: 'advisory.drafted',
          actor,
          subject: { kind: 'advisory', id: advisory.id },
          data: { title: text.title, incidentId: text.incidentId },
        },
      ]);
      await this.tellIncidents(tx, principal, advisory, [null, text.incidentId], now);
      return { advisory, editions: [] };
    });
  }

  /**
   * Whoever changes the text is its writer from then on, and has to ask anew for its publication.
   * @throws AdvisoryFault `advisory.not_found`, `advisory.version_changed`, `advisory.withdrawn`, `advisory.incident_unknown`
   */
  async edit(principal: Principal, id: string, version: number, edit: AdvisoryEdit): Promise<WholeAdvisory> {
    assertMayDo(principal, 'advisory.write');
    await this.transactions.run(async (tx) => {
      const advisory = await lockAdvisory(tx, id, version);
      if (advisory.state === 'withdrawn') throw isOver(advisory.state);
      const wanted = wantedOf(edit);
      const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
        (field) => JSON.stringify(wanted[field]) !== JSON.stringify(advisory[field]),
      );
      if (changed.length === 0) return;
      const before = advisory.incidentId;
      if (wanted.incidentId !== undefined) await assertIncidentKnown(tx, wanted.incidentId);
      const now = await this.clock.now(tx);
      const actor = actorOf(principal);
      const became: Partial<Advisory> = {
        ...wanted,
        writtenBy: actor,
        writtenById: principal.userId,
        updatedAt: now,
        askedAt: null,
        correction: null,
        version: advisory.version + 1,
      };
      await tx.getRepository(Advisory).update({ id }, became);
      await this.audit.append(tx, [
        { type: 'advisory.edited', actor, subject: { kind: 'advisory', id }, data: { fields: changed } },
      ]);
      const after = wanted.incidentId === undefined ? before : wanted.incidentId;
      await this.tellIncidents(tx, principal, Object.assign(advisory, became), [before, after], now);
    });
    return this.find(id);
  }

  /** @throws AdvisoryFault `advisory.not_found` */
  async find(id: string): Promise<WholeAdvisory> {
    const { reader } = this.transactions;
    const advisory = await reader.getRepository(Advisory).findOneBy({ id });
    if (advisory === null) throw noAdvisory();
    const editions = await reader
      .getRepository(AdvisoryEdition)
      .find({ where: { advisoryId: id }, order: { edition: 'DESC' } });
    return { advisory, editions };
  }

  /** Newest first, each with its newest edition, if any. */
  async list(filter: AdvisoryFilter, page: PageRequest): Promise<WholeAdvisory[]> {
    const { reader } = this.transactions;
    const query = reader
      .getRepository(Advisory)
      .createQueryBuilder('a')
      .orderBy('a.createdAt', 'DESC')
      .addOrderBy('a.id', 'DESC')
      .limit(page.limit);
    if (filter.state !== undefined) query.andWhere('a.state = :state', { state: filter.state });
    if (filter.incidentId !== undefined)
      query.andWhere('a.incidentId = :incident', { incident: filter.incidentId });
    if (filter.asked !== undefined)
      query.andWhere(filter.asked ? 'a.askedAt IS NOT NULL' : 'a.askedAt IS NULL');
    if (page.updatedSince !== undefined)
      query.andWhere('a.updatedAt >= :since', { since: page.updatedSince });
    if (page.after !== undefined)
      query.andWhere('(a.created_at, a.id) < (:at, :id)', { at: page.after.at, id: page.after.id });
    const advisories = await query.getMany();
    const editions = await reader
      .getRepository(AdvisoryEdition)
      .createQueryBuilder('e')
      .distinctOn(['e.advisory_id'])
      .where('e.advisory_id = ANY(:ids)', { ids: advisories.map(({ id }) => id) })
      .orderBy('e.advisory_id')
      .addOrderBy('e.edition', 'DESC')
      .getMany();
    return advisories.map((advisory) => ({
      advisory,
      editions: editions.filter(({ advisoryId }) => advisoryId === advisory.id),
    }));
  }

  /** An incident's record says which advisory tells of it, and when that ended. */
  private async tellIncidents(
    tx: Tx,
    principal: Principal,
    { id, number, title }: Pick<Advisory, 'id' | 'number' | 'title'>,
    [before, after]: [string | null, string | null],
    at: Date,
  ): Promise<void> {
    if (before === after) return;
    const entry = (type: 'advisory.linked' | 'advisory.unlinked') => [
      { type, actor: actorOf(principal), at, data: { advisoryId: id, number, title } },
    ];
    await this.timeline.appendAll(tx, [
      ...(before === null
        ? []
        : [{ stream: { stream: 'incident' as const, id: before }, entries: entry('advisory.unlinked') }]),
      ...(after === null
        ? []
        : [{ stream: { stream: 'incident' as const, id: after }, entries: entry('advisory.linked') }]),
    ]);
  }
}

/** @throws AdvisoryFault `advisory.not_found`, `advisory.version_changed` */
export async function lockAdvisory(tx: Tx, id: string, version: number): Promise<Advisory> {
  const found = await tx
    .getRepository(Advisory)
    .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (found === null) throw noAdvisory();
  if (found.version !== version) throw versionChanged(found.version);
  return found;
}

type Text = Pick<Advisory, 'title' | 'summary' | 'body' | 'links' | 'language' | 'incidentId'>;

/** The columns that an edit names. */
const wantedOf = ({ references, ...others }: AdvisoryEdit): Partial<Text> =>
  Object.fromEntries(
    Object.entries({ ...others, links: references }).filter(([, value]) => value !== undefined),
  );

async function assertIncidentKnown(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  const rows = await tx.query<unknown[]>('SELECT 1 FROM incidents WHERE id = $1', [id]);
  if (rows.length === 0)
    throw new AdvisoryFault('advisory.incident_unknown', 'There is no incident with this id.');
}
