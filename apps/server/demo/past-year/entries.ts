import { createHash } from 'node:crypto';
import type { TimelineActor } from '#libs/contracts';
import type { NewEntry } from '#libs/timeline';
import type { Course, OperatorCourse } from './course.ts';

/** What an incident of the year is called, and who is in it. */
export interface Named {
  incidentId: string;
  number: string;
  reportId: string;
  reportNumber: string;
  received: Buffer;
  /** Of the receipt, and of its mail. */
  receiptId: string;
  receiptDeliveryId: string;
  noticeId: string;
  /** By the number of the operator in the course. */
  operators: Map<number, { id: string; slug: string; name: string; deliveryId: string; callId: string }>;
}

const TRIAGE: TimelineActor = { kind: 'system', name: 'triage' };
const POST: TimelineActor = { kind: 'system', name: 'notifications' };
const RELAY: TimelineActor = { kind: 'system', name: 'mail relay' };

/** All that the record holds of it, in the order in which it happened, up to `end` (ms). */
export function entriesOf(course: Course, named: Named, responder: TimelineActor, end: number): NewEntry[] {
  const step = (at: number, entry: Omit<NewEntry, 'at'>) => ({ ...entry, at: new Date(at) });
  const move = (at: number, from: string, to: string, reason?: string) =>
    step(at, {
      type: 'incident.state_changed',
      actor: responder,
      data: { from, to, ...(reason === undefined ? {} : { reason }) },
    });
  const reporter = named.operators.get(course.operators.find(({ isReporter }) => isReporter)?.operator ?? -1);
  const entries = [
    step(course.reportedAt, {
      type: 'report.received',
      actor: { kind: 'operator', name: reporter?.name ?? '' },
      data: {
        reportId: named.reportId,
        reportNumber: named.reportNumber,
        operatorId: reporter?.id ?? null,
        channel: course.channel,
        sha256: createHash('sha256').update(named.received).digest('hex'),
      },
    }),
    step(course.openedAt, {
      type: 'incident.opened',
      actor: TRIAGE,
      data: { state: 'new', number: named.number, reportNumber: named.reportNumber },
    }),
    step(course.openedAt, {
      type: 'report.triaged',
      actor: TRIAGE,
      data: {
        reportId: named.reportId,
        operatorId: reporter?.id ?? null,
        kind: course.kind,
        severity: course.severity,
        confidence: 1,
        kindReasons: [],
        severityReasons: [],
        runnersUp: [],
      },
    }),
    step(course.openedAt + 1, {
      type: 'notification.queued',
      actor: POST,
      data: {
        notificationId: named.receiptId,
        template: 'receipt',
        reportId: named.reportId,
        audience: 'the reporter',
        tlp: 'AMBER',
        deliveries: 1,
        withheld: 0,
      },
    }),
    sentEntry(course.openedAt + 4_000, named.receiptDeliveryId, named.receiptId, reporter?.id ?? null),
    ...course.operators.flatMap((one) => operatorEntries(course, one, named, responder)),
    move(course.takenUpAt, 'new', 'triaging'),
    ...(course.isRejected
      ? [move(course.coordinatedAt, 'triaging', 'rejected', 'It was no incident: a check of ours was wrong.')]
      : [
          move(course.coordinatedAt, 'triaging', 'coordinating'),
          ...(course.closedAt === null
            ? []
            : [
                move(course.closedAt - 60_000, 'coordinating', 'monitoring'),
                move(
                  course.closedAt,
                  'monitoring',
                  'closed',
                  REASONS[course.kind] ?? 'All that could be told was told.',
                ),
              ]),
        ]),
  ];
  return entries.filter(({ at }) => at.getTime() <= end).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function operatorEntries(
  { openedAt }: Course,
  one: OperatorCourse,
  { operators, noticeId }: Named,
  responder: TimelineActor,
): (NewEntry & { at: Date })[] {
  const operator = operators.get(one.operator);
  if (operator === undefined) return [];
  const { id: operatorId, name, deliveryId, callId } = operator;
  const self: TimelineActor = { kind: 'operator', name };
  const entry = (
    at: number,
    type: NewEntry['type'],
    actor: TimelineActor,
    data: Record<string, unknown>,
  ) => ({
    type,
    actor,
    at: new Date(at),
    data: { operatorId, ...data },
  });
  const came = entry(openedAt, 'operator.added', TRIAGE, {
    to: one.isReporter ? 'affected' : 'not_told',
    tlds: 1,
    reasons: [],
  });
  const said = one.answeredAt;
  return [
    came,
    ...(one.isReporter
      ? []
      : [
          sentEntry(one.toldAt, deliveryId, noticeId, operatorId),
          entry(one.toldAt, 'operator.state_changed', POST, { from: 'not_told', to: 'told' }),
        ]),
    ...(one.calledAt === null
      ? []
      : [
          entry(one.calledAt, 'call.made', responder, {
            callId,
            party: 'contact',
            outcome: one.isReached ? 'reached' : 'no_answer',
            note: null,
          }),
        ]),
    ...(said === null || one.isReporter
      ? []
      : [
          entry(said, 'operator.state_changed', one.isReached ? responder : self, {
            from: 'told',
            to: one.answer,
            serviceFrom: 'unknown',
            serviceTo: one.service,
          }),
        ]),
    ...(one.recoveredAt === null
      ? []
      : [
          entry(one.recoveredAt, 'operator.state_changed', self, {
            from: one.isReporter ? 'affected' : one.answer,
            to: 'recovered',
            serviceFrom: one.service,
            serviceTo: 'restored',
          }),
        ]),
  ];
}

const sentEntry = (at: number, deliveryId: string, notificationId: string, operatorId: string | null) => ({
  type: 'delivery.sent' as const,
  actor: RELAY,
  at: new Date(at),
  data: {
    deliveryId,
    notificationId,
    operatorId,
    from: 'sending',
    to: 'handed_over',
    response: '250 queued',
    protection: 'signed',
    encryptedTo: null,
  },
});

/** What a person wrote on closing. */
const REASONS: Record<string, string> = {
  'authoritative-outage': 'The provider of the server mended its network; all answer again.',
  ddos: 'The flood ended, and filters stay in place.',
  'dnssec-validation-failure': 'The zone was signed anew; resolvers validate it again.',
  'lame-delegation': 'The delegation was corrected.',
  'zone-data-error': 'The zone was corrected and served everywhere.',
  'route-hijack': 'The route was withdrawn by its upstream.',
  'registrar-account-compromise': 'The account is locked and its changes are undone.',
};
