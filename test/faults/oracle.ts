import type { Installation } from '../harness/installation.ts';
import type { Taken } from '../harness/sink-process.ts';
import type { Told } from './told.ts';

/** What the oracle found; every list and number but `mails` and `duplicates` must be empty or 0. */
export interface Findings {
  mails: number;
  /** Mails that the sink has more than once, each with the same bytes. */
  duplicates: number;
  /** Accepted and not stored, or stored and never sent. */
  lost: string[];
  wrongRecipients: string[];
  other: string[];
}

interface DeliveryRow extends Record<string, unknown> {
  id: string;
  message_id: string;
  email: string | null;
  raw_sha256: string | null;
  state: string;
  reason: string | null;
  template: string;
  report_id: string | null;
  notification_id: string;
}

/** Holds what clients were told against the rows, and the rows against what the sink really received. */
export async function examine(installation: Installation, told: Told): Promise<Findings> {
  const deliveries = await installation.sql<DeliveryRow>(
    `SELECT d.id, d.message_id, d.recipient->>'email' AS email, d.raw_sha256, d.state, d.reason, n.template, n.report_id, d.notification_id
       FROM deliveries d JOIN notifications n ON n.id = d.notification_id`,
  );
  const taken = await installation.sink.taken();
  const lost = [
    ...(await lostReports(installation, told)),
    ...lostReceipts(deliveries, told),
    ...lostNotices(deliveries, told),
  ];
  const post = comparedWithSink(deliveries, taken);
  return {
    mails: taken.length,
    duplicates: post.duplicates,
    lost: [...lost, ...post.lost],
    wrongRecipients: post.wrongRecipients,
    other: [
      ...post.other,
      ...told.strange,
      ...(await doubledKeys(installation)),
      ...(await doubledIncidents(installation)),
      ...(await doubledRecipients(installation)),
      ...(await badEnds(installation, deliveries)),
      ...(await brokenRecord(installation)),
    ],
  };
}

async function lostReports(installation: Installation, told: Told): Promise<string[]> {
  const rows = await installation.sql<{ id: string; sha256: string }>('SELECT id, sha256 FROM reports');
  const stored = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  return told.reports
    .filter(({ id, sha256 }) => stored.get(id) !== sha256)
    .map(({ id, key }) => `report ${id} (${key}) got 201 and is ${stored.has(id) ? 'another' : 'not there'}`);
}

/** Every report that was accepted has one receipt, to the one who reported it. */
function lostReceipts(deliveries: DeliveryRow[], told: Told): string[] {
  const receipts = new Map<string, DeliveryRow[]>();
  for (const delivery of deliveries) {
    if (delivery.template !== 'receipt' || delivery.report_id === null) continue;
    receipts.set(delivery.report_id, [...(receipts.get(delivery.report_id) ?? []), delivery]);
  }
  return told.reports.flatMap(({ id, reporter }) => {
    const own = receipts.get(id) ?? [];
    const isRight = own.length === 1 && own[0]?.email === reporter;
    return isRight
      ? []
      : [`report ${id} has ${own.length} receipts, to ${own.map(({ email }) => email).join()}`];
  });
}

function lostNotices(deliveries: DeliveryRow[], told: Told): string[] {
  const counts = new Map<string, number>();
  for (const { notification_id } of deliveries)
    counts.set(notification_id, (counts.get(notification_id) ?? 0) + 1);
  return told.notices
    .filter(({ id, deliveries: promised }) => (counts.get(id) ?? 0) < promised)
    .map(
      ({ id, deliveries: promised }) =>
        `notice ${id} promised ${promised} mails and has ${counts.get(id) ?? 0}`,
    );
}

function comparedWithSink(deliveries: DeliveryRow[], taken: readonly Taken[]): Omit<Findings, 'mails'> {
  const arrived = new Map<string, Taken[]>();
  for (const mail of taken) arrived.set(mail.messageId, [...(arrived.get(mail.messageId) ?? []), mail]);
  const found: Omit<Findings, 'mails'> = { duplicates: 0, lost: [], wrongRecipients: [], other: [] };
  for (const delivery of deliveries) {
    const copies = arrived.get(delivery.message_id) ?? [];
    arrived.delete(delivery.message_id);
    found.duplicates += Math.max(0, copies.length - 1);
    if (copies.length === 0)
      found.lost.push(`delivery ${delivery.id} (${delivery.state}) never reached the sink`);
    for (const copy of copies) {
      if (copy.to !== delivery.email) found.wrongRecipients.push(`${delivery.id} went to ${copy.to}`);
      if (copy.sha256 !== delivery.raw_sha256)
        found.other.push(`delivery ${delivery.id} arrived with other bytes than those that were kept`);
    }
  }
  for (const [messageId, copies] of arrived)
    found.wrongRecipients.push(`${messageId} to ${copies.map(({ to }) => to).join()} belongs to no delivery`);
  return found;
}

async function doubledKeys(installation: Installation): Promise<string[]> {
  // The description names the key, so that the oracle does not believe the table of keys.
  const rows = await installation.sql<{ description: string; count: string }>(
    'SELECT description, count(*) FROM reports GROUP BY description HAVING count(*) > 1',
  );
  return rows.map(({ description, count }) => `${count} reports for one key: ${description}`);
}

async function doubledIncidents(installation: Installation): Promise<string[]> {
  const rows = await installation.sql<{ label: string; count: string }>(
    'SELECT label, count(*) FROM incidents, unnest(tlds) AS label GROUP BY label HAVING count(*) > 1',
  );
  return rows.map(({ label, count }) => `${count} incidents for the one event .${label}`);
}

async function doubledRecipients(installation: Installation): Promise<string[]> {
  const rows = await installation.sql<{ notification_id: string; email: string }>(
    `SELECT notification_id, recipient->>'email' AS email FROM deliveries GROUP BY 1, 2 HAVING count(*) > 1`,
  );
  return rows.map(({ notification_id, email }) => `notification ${notification_id} tells ${email} twice`);
}

/** The sink takes everything and no report is poison: whatever did not end well did so by a fault of ours. */
async function badEnds(installation: Installation, deliveries: DeliveryRow[]): Promise<string[]> {
  const reports = await installation.sql<{ id: string; state: string; reasons: unknown }>(
    `SELECT id, state, reasons FROM reports WHERE state NOT IN ('triaged', 'joined')`,
  );
  const announcements = await installation.sql<{ id: string; state: string; why: string }>(
    `SELECT id, state, aside_why AS why FROM announcements WHERE state <> 'prepared'`,
  );
  return [
    ...reports.map(({ id, state, reasons }) => `report ${id} ended ${state}: ${JSON.stringify(reasons)}`),
    ...announcements.map(({ id, state, why }) => `announcement ${id} ended ${state}: ${why}`),
    ...deliveries
      .filter(({ state }) => state !== 'handed_over')
      .map(({ id, state, reason }) => `delivery ${id} ended ${state}: ${reason}`),
  ];
}

async function brokenRecord(installation: Installation): Promise<string[]> {
  const { code, output } = await installation.dnscert('record', 'verify');
  return code === 0 ? [] : [`record verify ended with ${code}: ${output.slice(0, 1_000)}`];
}
