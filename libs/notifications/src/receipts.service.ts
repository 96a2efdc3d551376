import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Severity } from '#libs/contracts';
import { isAtLeast } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { insertRows } from '#libs/database';
import type { Incident, Report } from '#libs/incidents';
import { SHOWN_STATE, TRIAGE_RULES } from '#libs/incidents';
import { Timeline } from '#libs/timeline';
import type { NewEntry } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import type { Addressee } from './audience.ts';
import { whyNotByMail } from './by-mail.ts';
import { Deliveries, SYSTEM } from './deliveries.service.ts';
import type { NewDelivery } from './deliveries.service.ts';
import { isAllowedAddress, MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';
import { kindTitle, receiptVariables } from './variables.ts';

interface Reporter {
  id: string;
  email: string;
  name: string;
  timezone: string | null;
  language: string | null;
}

/** A report whose reporter is to be told what became of it. */
export interface Answered {
  report: Report;
  incident: Incident;
}

/** The signed receipts that tell reporters what became of their reports. */
@Injectable()
export class Receipts {
  constructor(
    private readonly timeline: Timeline,
    private readonly deliveries: Deliveries,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** Writes notifications, deliveries and the record, all with a few statements; the mails follow. */
  async send(tx: Tx, answered: Answered[], now: Date): Promise<void> {
    const reporters = await reportersOf(tx, answered);
    const known = await knownOf(tx, answered);
    const receipts = answered.flatMap(({ report, incident }) => {
      const reporter = reporters.get(report.reporterId ?? '');
      return reporter === undefined ? [] : [this.receiptOf(report, incident, known.get(report.id), reporter)];
    });
    await insertRows(
      tx,
      'notifications',
      receipts.map(({ report, incident, delivery }) => ({
        id: delivery.notificationId,
        incident_id: incident.id,
        report_id: report.id,
        template: 'receipt',
        tlp: report.tlp,
        audience: { reporter: true },
        sent_by: SYSTEM,
        created_at: now,
      })),
    );
    const { withheld } = await this.deliveries.write(
      tx,
      receipts.map(({ delivery }) => delivery),
      now,
    );
    const entries = new Map<string, NewEntry[]>();
    const add = (id: string, entry: NewEntry) => entries.set(id, [...(entries.get(id) ?? []), entry]);
    for (const { report, incident, delivery } of receipts) {
      add(incident.id, {
        type: 'notification.queued',
        actor: SYSTEM,
        at: now,
        data: {
          notificationId: delivery.notificationId,
          template: 'receipt',
          tlp: report.tlp,
          audience: 'the reporter',
          reportId: report.id,
          deliveries: 1,
          withheld: delivery.addressee.withheld === null ? 0 : 1,
        },
      });
    }
    for (const { incidentId, entry } of withheld) add(incidentId, entry);
    await this.timeline.appendAll(
      tx,
      [...entries].map(([id, own]) => ({ stream: { stream: 'incident', id }, entries: own })),
    );
  }

  private receiptOf(
    report: Report,
    incident: Incident,
    known: KnownIncident | undefined,
    reporter: Reporter,
  ): Answered & { delivery: NewDelivery } {
    const timezone = reporter.timezone ?? 'UTC';
    const addressee: Addressee = {
      operatorId: report.operatorId,
      contactId: null,
      userId: reporter.id,
      recipient: {
        email: reporter.email,
        name: reporter.name,
        language: reporter.language ?? 'en',
        timezone,
      },
      protection: null,
      withheld: isAllowedAddress(this.settings, reporter.email)
        ? whyWithheld(report)
        : `This installation mails addresses under ${this.settings.onlyDomains.join(', ')} alone.`,
    };
    const kind = kindTitle(this.rules, report.kind ?? incident.kind);
    return {
      report,
      incident,
      delivery: {
        addressee,
        variables: receiptVariables(
          report,
          incident,
          known ?? {
            number: incident.number,
            severity: incident.severity,
            before: report.state === 'joined',
          },
          kind,
          timezone,
          this.settings,
        ),
        token: null,
        notificationId: uuidv7(),
        incidentId: incident.id,
        lane: isAtLeast(incident.severity, 'high') ? 'urgent' : 'normal',
      },
    };
  }
}

interface KnownIncident {
  number: string;
  severity: Severity;
  before: boolean;
}

/** The incident of each operator's report as that operator knows it; nothing of reports of our own people. */
async function knownOf(tx: Tx, answered: Answered[]): Promise<Map<string, KnownIncident>> {
  const ids = answered.filter(({ report }) => report.operatorId !== null).map(({ report }) => report.id);
  if (ids.length === 0) return new Map();
  const rows = await tx.query<(KnownIncident & { id: string })[]>(
    `SELECT r.id, k.number, a.severity, ${SHOWN_STATE} = 'joined' AS before FROM reports r
       JOIN affected_operators a ON a.incident_id = r.incident_id AND a.operator_id = r.operator_id
       JOIN incidents k ON k.id = COALESCE(a.known_as_id, a.incident_id) WHERE r.id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, ...known }) => [id, known]));
}

/** With the language and zone of the contact that the reporter is, where the reporter is one. */
async function reportersOf(tx: Tx, answered: Answered[]): Promise<Map<string, Reporter>> {
  const rows = await tx.query<Reporter[]>(
    `SELECT DISTINCT ON (u.id) u.id, u.email, u.name, c.timezone, c.language FROM users u
       LEFT JOIN contacts c ON c.operator_id = u.operator_id AND lower(c.email) = lower(u.email) AND c.removed_at IS NULL
      WHERE u.id = ANY($1) ORDER BY u.id`,
    [[...new Set(answered.flatMap(({ report }) => report.reporterId ?? []))]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The receipt repeats the summary, and so goes by the report's own label. */
function whyWithheld(report: Report): string | null {
  const why = whyNotByMail(report.tlp, 'receipt', 'source', false);
  return why === null ? null : `${why}; the reporter sees the report here.`;
}
