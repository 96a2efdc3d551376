import { createHash } from 'node:crypto';
import type { Installation } from '../../harness/installation.ts';
import type { SinkMessage, SmtpSink } from '../../harness/smtp-sink.ts';
import { MARK } from './notices.ts';
import type { Accepted } from './notices.ts';
import type { Told } from './people.ts';

interface Row extends Record<string, unknown> {
  id: string;
  message_id: string;
  email: string;
  raw_sha256: string | null;
  state: string;
  reason: string | null;
  response: string | null;
  notification_id: string;
  /** Tries whose end the relay never told after it had begun to read. */
  unknown_ends: number;
  /** Somebody else was told instead, or a person was called, within a minute. */
  followed: boolean;
}

export interface Findings {
  states: Record<string, number>;
  tries: number;
  mails: number;
  duplicates: number;
  allowedDuplicates: number;
  violations: string[];
}

const FINAL = ['handed_over', 'acknowledged', 'bounced', 'failed', 'withheld'];

/** Each has an end and says which, or is in somebody's hands, or stands in line and its turn comes. */
const UNSEEN = `
  SELECT id, state, due_at, lease_until, reason FROM deliveries
   WHERE (state IN ('queued', 'sending', 'delayed') AND due_at < dnscert_now() - interval '1 minute'
          AND (lease_until IS NULL OR lease_until < dnscert_now()))
      OR (state IN ('withheld', 'failed', 'bounced') AND reason IS NULL)
      OR (state = 'delayed' AND (reason IS NULL OR response IS NULL))`;

/** In the midst of the faults: is there a delivery of which nobody can see how it stands? */
export async function unseen(installation: Installation): Promise<string[]> {
  const rows = await installation.sql(UNSEEN);
  return rows.map((row) => `nobody sees how it stands: ${JSON.stringify(row)}`);
}

/** When all has come to an end: the rows against what the relay has, and both against what was asked and allowed. */
export async function examine(
  installation: Installation,
  sink: SmtpSink,
  operators: readonly Told[],
  accepted: readonly Accepted[],
): Promise<Findings> {
  const rows = await installation.sql<Row>(ROWS);
  const violations = [
    ...lostNotices(rows, accepted),
    ...rows.flatMap((row) => (FINAL.includes(row.state) ? [] : [`${row.id} is still ${row.state}`])),
    // Two days are long: nothing but a fault of ours ends in this.
    ...rows.flatMap(({ id, state, reason }) =>
      state === 'failed' && !reason?.startsWith('Given up') ? [`${id} failed: ${reason}`] : [],
    ),
    ...rows
      .filter(({ state, followed }) => state === 'bounced' && !followed)
      .map(({ id }) => `${id} bounced, and nobody else was told within a minute`),
    ...unfoundedBounces(rows, sink),
    ...inClear(sink.messages, operators),
  ];
  const copies = new Map<string, SinkMessage[]>();
  for (const one of sink.messages) {
    const id = idOf(one);
    copies.set(id, [...(copies.get(id) ?? []), one]);
  }
  let [duplicates, allowedDuplicates] = [0, 0];
  for (const row of rows) {
    const own = copies.get(row.message_id) ?? [];
    copies.delete(row.message_id);
    duplicates += Math.max(0, own.length - 1);
    allowedDuplicates += row.unknown_ends;
    violations.push(...compared(row, own));
  }
  for (const [id, own] of copies)
    violations.push(`${id} to ${own.map(({ to }) => to.join()).join()} belongs to no delivery`);
  const [tries] = await installation.sql<{ count: string }>('SELECT count(*) FROM delivery_attempts');
  return {
    states: counted(rows),
    tries: Number(tries?.count),
    mails: sink.messages.length,
    duplicates,
    allowedDuplicates,
    violations: [...violations, ...(await brokenRecord(installation))],
  };
}

const ROWS = `
  SELECT d.id, d.message_id, d.recipient->>'email' AS email, d.raw_sha256, d.state, d.reason, d.response, d.notification_id,
         (SELECT count(*)::int FROM delivery_attempts a WHERE a.delivery_id = d.id AND a.stage = 'data' AND a.outcome = 'soft_fail') AS unknown_ends,
         d.operator_id IS NULL OR EXISTS (
           SELECT FROM timeline_entries e JOIN delivery_attempts a ON a.delivery_id = d.id AND a.outcome = 'hard_fail'
            WHERE e.type = 'delivery.escalated' AND (e.data->>'insteadOf' = d.id::text OR e.data->>'deliveryId' = d.id::text)
              AND e.at < a.ended_at + interval '1 minute') AS followed
    FROM deliveries d`;

function compared(row: Row, copies: SinkMessage[]): string[] {
  const acknowledged = copies.filter((copy) => copy.acknowledged).length;
  const due = row.state === 'handed_over' || row.state === 'acknowledged' ? 1 : 0;
  return [
    // A 250 that came when we had hung up is one that we never heard.
    ...(acknowledged >= due && acknowledged <= due + row.unknown_ends
      ? []
      : [`${row.id} is ${row.state} and the relay said 250 to ${acknowledged}`]),
    ...(copies.length <= due + row.unknown_ends
      ? []
      : [`${row.id} is there ${copies.length} times, ${due + row.unknown_ends} are allowed`]),
    ...copies.flatMap(({ to, raw }) => [
      ...(to.length === 1 && to[0] === row.email ? [] : [`${row.id} for ${row.email} went to ${to.join()}`]),
      ...(createHash('sha256').update(raw).digest('hex') === row.raw_sha256
        ? []
        : [`${row.id} arrived with other bytes than those that were kept`]),
    ]),
  ];
}

function lostNotices(rows: readonly Row[], accepted: readonly Accepted[]): string[] {
  return accepted.flatMap(({ id, deliveries }) => {
    const own = rows.filter(({ notification_id }) => notification_id === id).length;
    return own >= deliveries ? [] : [`notice ${id} promised ${deliveries} mails and has ${own}`];
  });
}

/** Nothing counts as refused that nobody refused. */
function unfoundedBounces(rows: readonly Row[], sink: SmtpSink): string[] {
  const refused = new Set(sink.refusals.map(({ address }) => address));
  return rows
    .filter(({ state, email }) => state === 'bounced' && !refused.has(email))
    .map(({ id, response }) => `${id} bounced, and the relay never refused it: ${response}`);
}

/** Over the line all is under TLS; and whoever has a key gets nothing that others can read, as whoever demands one and has none. */
function inClear(messages: readonly SinkMessage[], operators: readonly Told[]): string[] {
  const wishes = new Map(operators.flatMap(({ contacts }) => contacts.map((one) => [one.email, one])));
  return messages.flatMap(({ to, raw, secure }) => {
    const wish = wishes.get(to[0] ?? '');
    const text = raw.toString('latin1');
    const isSealed = text.includes('multipart/encrypted') && !text.includes(MARK);
    return [
      ...(secure ? [] : [`a mail to ${to.join()} crossed the line in clear`]),
      ...(wish !== undefined && wish.encryption !== 'never' && wish.hasKey && !isSealed
        ? [`a mail to ${to.join()}, who has a key, is not encrypted`]
        : []),
      ...(wish !== undefined && wish.encryption === 'required' && !wish.hasKey
        ? [`a mail went to ${to.join()}, who takes encrypted mail alone and has no key`]
        : []),
    ];
  });
}

function counted(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

const idOf = ({ raw }: SinkMessage): string =>
  /^message-id:\s*(<[^>]+>)/im.exec(raw.toString('latin1'))?.[1] ?? '';

async function brokenRecord(installation: Installation): Promise<string[]> {
  const { code, output } = await installation.dnscert('record', 'verify');
  return code === 0 ? [] : [`record verify ended with ${code}: ${output.slice(0, 1_000)}`];
}
