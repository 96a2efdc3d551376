import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ConsentWay, Tlp, TlpConsentRequest } from '#libs/contracts';
import { isWider, narrowest } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { actorOf, sightOf } from '#libs/access';
import type { Tx } from '#libs/database';
import { Clock, Transactions } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import { TlpConsent } from './consent.entity.ts';
import { IncidentFault } from './faults.ts';
import { Incident } from './incident.entity.ts';
import { lowering } from './lowering.ts';
import type { Lowering, Told } from './lowering.ts';
import { Report } from './report.entity.ts';

/** How many reports without consent a refusal names. */
const NAMED = 20;

/** A source agrees that what it told may be read by more; then, and not before, the label of the incident can be lowered. */
@Injectable()
export class Consents {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
  ) {}

  /**
   * By somebody who speaks for the operator that reported, or by staff: as its own source, or writing down the source's word.
   * Standing in the record of the report and of its incident. The label itself stays until somebody lowers it.
   * @throws IncidentFault `report.not_found`, `consent.not_needed`, `consent.not_yours`, `consent.statement_needed`,
   *   `consent.statement_not_wanted`
   */
  async give(principal: Principal, reportId: string, given: TlpConsentRequest): Promise<TlpConsent> {
    return this.transactions.run(async (tx) => {
      const report = await this.reportFor(tx, principal, reportId);
      const incident =
        report.incidentId === null
          ? null
          : await tx.getRepository(Incident).findOneByOrFail({ id: report.incidentId });
      const from = narrowest(report.tlp, ...(incident === null ? [] : [incident.tlp]));
      if (!isWider(given.to, from))
        throw new IncidentFault(
          'consent.not_needed',
          `It is TLP:${from}; TLP:${given.to} is no wider, and for that nobody's consent is needed.`,
        );
      const consent = tx.getRepository(TlpConsent).create({
        id: uuidv7(),
        reportId,
        incidentId: report.incidentId,
        operatorId: report.operatorId,
        fromLabel: from,
        toLabel: given.to,
        how: await howFor(tx, principal, report, given.statement),
        statement: given.statement ?? null,
        reason: given.reason ?? null,
        givenBy: actorOf(principal),
        createdAt: await this.clock.now(tx),
      });
      await tx.getRepository(TlpConsent).insert(consent);
      await this.record(tx, consent, report);
      return consent;
    });
  }

  /** Its report stays in its incident until we are done. */
  private async reportFor(tx: Tx, principal: Principal, id: string): Promise<Report> {
    const report = await tx
      .getRepository(Report)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_read' } });
    const sight = sightOf(principal);
    if (
      report !== null &&
      (sight.all || (report.operatorId !== null && report.operatorId === sight.operatorId))
    )
      return report;
    throw new IncidentFault('report.not_found', 'There is no such report.');
  }

  private async record(tx: Tx, consent: TlpConsent, report: Report): Promise<void> {
    const entry: NewEntry = {
      type: 'report.tlp_consented',
      actor: consent.givenBy,
      at: consent.createdAt,
      data: {
        consentId: consent.id,
        reportId: report.id,
        reportNumber: report.number,
        operatorId: report.operatorId,
        from: consent.fromLabel,
        to: consent.toLabel,
        how: consent.how,
        statement: consent.statement,
        reason: consent.reason,
      },
    };
    await this.timeline.appendAll(tx, [
      { stream: { stream: 'report', id: report.id }, entries: [entry] },
      ...(report.incidentId === null
        ? []
        : [{ stream: { stream: 'incident' as const, id: report.incidentId }, entries: [entry] }]),
    ]);
  }
}

/** @throws IncidentFault when this person may not say so, or must say how it is known */
async function howFor(
  tx: Tx,
  principal: Principal,
  report: Report,
  statement: string | undefined,
): Promise<ConsentWay> {
  if (principal.role === 'operator') return withoutStatement('source', statement);
  if (report.operatorId === null && (await isStaff(tx, report.reporterId))) {
    if (report.reporterId === principal.userId || principal.role === 'lead')
      return withoutStatement('staff', statement);
    throw new IncidentFault(
      'consent.not_yours',
      'One of our own people is the source: that person or a lead consents.',
    );
  }
  if (statement !== undefined) return 'word';
  throw new IncidentFault(
    'consent.statement_needed',
    "You record the source's word: say in `statement` who said so, when, and by which way.",
  );
}

function withoutStatement(how: ConsentWay, statement: string | undefined): ConsentWay {
  if (statement === undefined) return how;
  throw new IncidentFault(
    'consent.statement_not_wanted',
    'You are the source: leave `statement` out; your account stands in the record. Say why in `reason`.',
  );
}

async function isStaff(tx: Tx, userId: string | null): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM users WHERE id = $1 AND role IN ('responder', 'lead')`,
    [userId],
  );
  return rows.length > 0;
}

/**
 * The consents by which an incident may be labelled wider. Its row must be locked: then no report joins it meanwhile. What was
 * merged into it counts as well.
 * @throws IncidentFault `incident.tlp_wider` with the reports whose source has not agreed
 */
export async function assertConsented(tx: Tx, incident: Incident, to: Tlp): Promise<Lowering['rests']> {
  const told = await tx.query<Told[]>(
    `SELECT r.id AS "reportId", r.number AS "reportNumber", r.operator_id AS "operatorId", r.tlp,
            COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'to', c.to_label) ORDER BY c.id)
                        FROM tlp_consents c WHERE c.report_id = r.id), '[]') AS consents
       FROM reports r JOIN incidents i ON i.id = r.incident_id WHERE i.id = $1 OR i.merged_into_id = $1 ORDER BY r.received_at, r.id`,
    [incident.id],
  );
  const { missing, rests } = lowering(told, to);
  if (missing.length === 0 && rests.length > 0) return rests;
  throw new IncidentFault(
    'incident.tlp_wider',
    `TLP:${incident.tlp} cannot become TLP:${to}: a wider label needs the recorded consent of the source (POST /api/v1/reports/{id}/tlp-consent).`,
    {
      missing: missing
        .slice(0, NAMED)
        .map(({ reportId, reportNumber, operatorId, tlp }) => ({ reportId, reportNumber, operatorId, tlp })),
      missingInAll: missing.length,
    },
  );
}
