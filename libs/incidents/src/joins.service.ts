import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { isAtLeast, tlpRestriction } from '#libs/contracts';
import type { TimelineActor } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { NewEntry, RecordEntry } from '#libs/timeline';
import { IncidentFault } from './faults.ts';
import { AffectedOperator, Incident } from './incident.entity.ts';
import { mergedOperators } from './merged-operators.ts';

/** What a merge gave to its target; stands in the record, and is what taking it apart gives back. */
interface Brought {
  operators: string[];
  resources: Incident['resources'];
  tlds: string[];
}

/** Two incidents that are one, and one that was two after all. A merged incident keeps its reports and its record: a link, not a grave. */
@Injectable()
export class Joins {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
  ) {}

  /**
   * The incident becomes a `duplicate` of another, which takes over its operators with their states, its TLDs, and its
   * severity and label where those are stricter.
   * @throws IncidentFault `incident.not_found`, `incident.merge_refused`
   */
  async merge(principal: Principal, id: string, into: string, reason: string): Promise<Incident> {
    return this.transactions.run(async (tx) => {
      const { source, target } = await lockBoth(tx, id, into);
      await assertMergeable(tx, source, target);
      const now = await this.clock.now(tx);
      const actor = actorOf(principal);
      const { added, moved } = await mergedOperators(tx, source.id, target.id, now);
      const brought: Brought = {
        operators: added.map(({ operatorId }) => operatorId),
        resources: missingIn(target.resources, source.resources, ({ type, value }) => `${type} ${value}`),
        tlds: missingIn(target.tlds, source.tlds, (label) => label),
      };
      const from = source.state;
      const judged = { severity: target.severity, tlp: target.tlp };
      if (isAtLeast(source.severity, target.severity)) target.severity = source.severity;
      if (tlpRestriction(source.tlp) > tlpRestriction(target.tlp)) target.tlp = source.tlp;
      target.confirmed ||= source.confirmed;
      target.resources = [...target.resources, ...brought.resources];
      target.tlds = [...target.tlds, ...brought.tlds].sort();
      source.state = 'duplicate';
      source.mergedIntoId = target.id;
      await this.save(tx, [source, target], now);
      await this.append(tx, {
        [source.id]: [
          { type: 'incident.state_changed', actor, at: now, data: { from, to: 'duplicate', reason } },
          {
            type: 'incident.merged',
            actor,
            at: now,
            data: { into: target.id, intoNumber: target.number, from: null, to: target.id, reason },
          },
        ],
        [target.id]: [
          {
            type: 'incident.merged',
            actor,
            at: now,
            data: { incidentId: source.id, incidentNumber: source.number, wasState: from, brought, reason },
          },
          ...editedEntry(judged, target, actor, now, reason),
          ...added.map(({ operatorId, state }): NewEntry => ({
            type: 'operator.added',
            actor,
            at: now,
            data: { operatorId, to: state, mergedFrom: source.id },
          })),
          ...moved.map(({ operatorId, from: before, to }): NewEntry => ({
            type: 'operator.state_changed',
            actor,
            at: now,
            data: { operatorId, from: before, to, mergedFrom: source.id },
          })),
        ],
      });
      return source;
    });
  }

  /**
   * A duplicate stands for itself again, in state `triaging`. What it brought is taken back, save operators to whom
   * something has happened in the other incident since, and a label, which is never widened without consent.
   * @throws IncidentFault `incident.not_found`, `incident.merge_refused`
   */
  async unmerge(principal: Principal, id: string, reason: string): Promise<Incident> {
    return this.transactions.run(async (tx) => {
      const present = await tx.getRepository(Incident).findOneBy({ id });
      const { source, target } = await lockBoth(tx, id, present?.mergedIntoId ?? id);
      if (source.state !== 'duplicate' || target.id === source.id)
        throw refused(`Incident #${source.number} is no duplicate.`);
      const now = await this.clock.now(tx);
      const actor = actorOf(principal);
      const brought = await this.broughtBy(source.id, target.id);
      if (brought.operators.length > 0)
        await tx
          .getRepository(AffectedOperator)
          .delete({ incidentId: target.id, operatorId: In(brought.operators) });
      const keys = new Set(brought.resources.map(({ type, value }) => `${type} ${value}`));
      target.resources = target.resources.filter(({ type, value }) => !keys.has(`${type} ${value}`));
      target.tlds = target.tlds.filter((label) => !brought.tlds.includes(label));
      source.state = 'triaging';
      source.mergedIntoId = null;
      await this.save(tx, [source, target], now);
      await this.append(tx, {
        [source.id]: [
          {
            type: 'incident.state_changed',
            actor,
            at: now,
            data: { from: 'duplicate', to: 'triaging', reason },
          },
          { type: 'incident.split', actor, at: now, data: { from: target.id, to: null, reason } },
        ],
        [target.id]: [
          {
            type: 'incident.split',
            actor,
            at: now,
            data: {
              incidentId: source.id,
              incidentNumber: source.number,
              operatorsRemoved: brought.operators,
              reason,
            },
          },
        ],
      });
      return source;
    });
  }

  /** Read from the record, where it cannot have changed since. */
  private async broughtBy(sourceId: string, targetId: string): Promise<Brought> {
    const entries = await this.timeline.entriesOf(targetId);
    const merge = entries
      .filter(({ type, data }) => type === 'incident.merged' && data['incidentId'] === sourceId)
      .at(-1);
    if (merge === undefined) throw new Error(`the record of ${targetId} tells of no merge of ${sourceId}`);
    const brought = merge.data['brought'] as Brought;
    return { ...brought, operators: untouchedSince(merge, entries, brought.operators) };
  }

  private async save(tx: Tx, incidents: Incident[], now: Date): Promise<void> {
    for (const incident of incidents) {
      incident.version += 1;
      incident.updatedAt = now;
    }
    await tx.getRepository(Incident).save(incidents);
  }

  /** In one order, so that two of these never wait for each other's heads. */
  private async append(tx: Tx, entries: Record<string, NewEntry[]>): Promise<void> {
    for (const id of Object.keys(entries).sort())
      await this.timeline.append(tx, { stream: 'incident', id }, entries[id] ?? []);
  }
}

async function lockBoth(tx: Tx, id: string, other: string): Promise<{ source: Incident; target: Incident }> {
  const rows = await tx.getRepository(Incident).find({
    where: { id: In([id, other]) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const source = rows.find((row) => row.id === id);
  const target = rows.find((row) => row.id === other);
  if (source === undefined || target === undefined)
    throw new IncidentFault('incident.not_found', 'There is no such incident.');
  return { source, target };
}

/** No chains: who follows a link has arrived. */
async function assertMergeable(tx: Tx, source: Incident, target: Incident): Promise<void> {
  if (source.id === target.id) throw refused('An incident cannot be merged into itself.');
  if (source.exercise !== target.exercise) throw refused('An exercise and a real incident are never one.');
  if (source.state === 'duplicate')
    throw refused(`Incident #${source.number} is a duplicate already: split it first.`);
  if (target.state === 'duplicate' || target.state === 'rejected')
    throw refused(`Incident #${target.number} is ${target.state}: merge into one that stands for itself.`);
  const followers = await tx.getRepository(Incident).countBy({ mergedIntoId: source.id });
  if (followers > 0)
    throw refused(
      `${followers} others were merged into #${source.number}: split those first, or merge the other way round.`,
    );
}

/** Who came by the merge alone: no later entry speaks of it, and nothing was sent since that may have gone to it. */
function untouchedSince(merge: RecordEntry, entries: RecordEntry[], operatorIds: string[]): string[] {
  const later = entries.filter(({ index }) => index > merge.index);
  if (later.some(({ type }) => type === 'notification.queued')) return [];
  const touched = new Set(
    later
      .filter(({ data }) => data['mergedFrom'] !== merge.data['incidentId'])
      .map(({ data }) => data['operatorId']),
  );
  return operatorIds.filter((id) => !touched.has(id));
}

function missingIn<T>(present: T[], others: T[], key: (one: T) => string): T[] {
  const known = new Set(present.map(key));
  return others.filter((one) => !known.has(key(one)));
}

function editedEntry(
  from: Pick<Incident, 'severity' | 'tlp'>,
  { severity, tlp }: Incident,
  actor: TimelineActor,
  now: Date,
  reason: string,
): NewEntry[] {
  if (from.severity === severity && from.tlp === tlp) return [];
  return [{ type: 'incident.edited', actor, at: now, data: { from, to: { severity, tlp }, reason } }];
}

const refused = (why: string) => new IncidentFault('incident.merge_refused', why);
