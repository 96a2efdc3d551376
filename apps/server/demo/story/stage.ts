import { setTimeout as sleep } from 'node:timers/promises';
import type { CapturedMail } from '../captured-mail.ts';
import { capturedMails } from '../captured-mail.ts';
import type { Client } from '../client.ts';
import { DemoFault } from '../client.ts';
import type { DemoSettings } from '../environment.ts';
import type { Person } from '../people.ts';
import type { Scene } from '../seed.ts';
import type { Terminal } from '../terminal.ts';
import type { DeliveryView, IncidentView, NotificationView, ReportView } from './views.ts';

/** What every part of the story works with. */
export interface Stage extends Scene {
  terminal: Terminal;
  settings: DemoSettings;
  /** Where the service answers. */
  base: string;
  /** Where it takes mail in, on this machine. */
  mailPort: number;
  /** Calls the API as this person. */
  as: (person: Person) => Client;
  /** Calls it as nobody. */
  anybody: Client;
  /** Slugs by operator id, of those that the story met. */
  slugs: Map<string, string>;
}

/** ms; far more than triage or sending takes, on a machine that is busy. */
const PATIENCE = 60_000;

/** Asks again until there is an answer. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const found = await look();
    if (found !== null) return found;
    await sleep(100);
  }
  throw new DemoFault(`${what} did not happen within ${PATIENCE / 1_000} s.`);
}

/** Files a report and waits for what triage makes of it, as the CERT sees that. */
export async function fileReport(
  reporter: Client,
  responder: Client,
  body: Record<string, unknown>,
): Promise<{ filed: ReportView; triaged: ReportView; incident: IncidentView }> {
  const filed = await reporter.post<ReportView>('reports', body);
  const triaged = await until(`Triage of report ${filed.number}`, async () => {
    const report = await responder.get<ReportView>(`reports/${filed.id}`);
    return report.state === 'received' ? null : report;
  });
  if (triaged.incidentId === null) throw new DemoFault(`Report ${filed.number} ended as ${triaged.state}.`);
  const incident = await responder.get<IncidentView>(`incidents/${triaged.incidentId}`);
  return { filed, triaged, incident };
}

/** Deliveries of the incident's notices by one template, when all of them have ended. */
export async function endedDeliveries(
  responder: Client,
  incidentId: string,
  template: string,
): Promise<DeliveryView[]> {
  return until(`Sending of the ${template}`, async () => {
    const { items } = await responder.get<{ items: { id: string; template: string }[] }>(
      `incidents/${incidentId}/notifications`,
    );
    const ofTemplate = items.filter((notification) => notification.template === template);
    const deliveries: DeliveryView[] = [];
    for (const { id } of ofTemplate) {
      const notification = await responder.get<NotificationView>(`notifications/${id}`);
      deliveries.push(...notification.deliveries);
    }
    const isMoving = deliveries.some(({ state }) => ['queued', 'sending', 'delayed'].includes(state));
    return deliveries.length === 0 || isMoving ? null : deliveries;
  });
}

/** The last captured mail to this address whose subject holds these words. */
export async function mailTo(stage: Stage, email: string, words: string): Promise<CapturedMail> {
  return until(`A mail to ${email}`, async () => {
    const mails = await capturedMails(stage.settings.config.DATA_DIR);
    return mails.findLast(({ to, subject }) => to === email && subject.includes(words)) ?? null;
  });
}

/** `registry-nz` as a person says it. */
export const spoken = (slug: string) => slug.replace('registry-', '.');
export const nocOf = (slug: string) => `noc@${slug}.example`;
