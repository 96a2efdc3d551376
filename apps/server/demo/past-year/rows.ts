import { createHash } from 'node:crypto';
import type { Tx } from '#libs/database';
import { AffectedOperator, Incident, Report } from '#libs/incidents';
import { Acknowledgement, Delivery, Notification } from '#libs/notifications';
import { v7 as uuidv7 } from 'uuid';
import type { Course, OperatorCourse } from './course.ts';
import type { Named } from './entries.ts';

/** An incident of the year with what it is called. */
export interface Told {
  course: Course;
  named: Named;
}

/** So many rows at a time: PostgreSQL takes 65,535 values in one statement. */
const AT_ONCE = 500;
const TITLES: Record<string, string> = {
  'authoritative-outage': 'Name servers do not answer',
  ddos: 'Flood of queries against name servers',
  'dnssec-validation-failure': 'DNSSEC validation fails',
  'lame-delegation': 'Delegated servers do not know the zone',
  'zone-data-error': 'Wrong data in the zone',
  'registration-outage': 'Registration system is down',
  'rdds-outage': 'Registration data service is down',
  'route-hijack': 'Route of a name server announced by another',
  'registrar-account-compromise': 'Account at a registrar was taken over',
  phishing: 'Phishing under the TLD',
  'software-vulnerability': 'Weakness in name server software',
};

/** The rows beside the record: what pages list and figures count. Times are those of the course. */
export async function writeRows(tx: Tx, year: readonly Told[], end: number): Promise<void> {
  await inserted(
    tx,
    Incident,
    year.map((one) => incidentRow(one, end)),
  );
  await inserted(tx, Report, year.map(reportRow));
  await inserted(
    tx,
    AffectedOperator,
    year.flatMap((one) => operatorRows(one, end)),
  );
  await inserted(tx, Notification, year.flatMap(notificationRows));
  await inserted(
    tx,
    Delivery,
    year.flatMap((one) => deliveryRows(one, end)),
  );
  await inserted(
    tx,
    Acknowledgement,
    year.flatMap((one) => answerRows(one, end)),
  );
}

async function inserted<T extends object>(tx: Tx, entity: new () => T, rows: Partial<T>[]): Promise<void> {
  for (let first = 0; first < rows.length; first += AT_ONCE)
    await tx
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(first, first + AT_ONCE) as never)
      .updateEntity(false)
      .execute();
}

const titleOf = ({ course, named }: Told) => {
  const [first] = named.operators.values();
  const tld = (first?.slug ?? '').replace('registry-', '.');
  return `${TITLES[course.kind] ?? 'Incident'}: ${tld}`;
};

function stateOf({ course }: Told, end: number): Incident['state'] {
  if (course.isRejected) return 'rejected';
  if (course.closedAt !== null) return 'closed';
  return course.coordinatedAt <= end ? 'coordinating' : course.takenUpAt <= end ? 'triaging' : 'new';
}

function incidentRow(told: Told, end: number): Partial<Incident> {
  const { course, named } = told;
  const closed = course.isRejected ? course.coordinatedAt : course.closedAt;
  return {
    id: named.incidentId,
    number: named.number,
    state: stateOf(told, end),
    title: titleOf(told),
    kind: course.kind,
    severity: course.severity,
    tlp: 'AMBER',
    exercise: course.exercise,
    occurredAt: new Date(course.reportedAt - 600_000),
    openedAt: new Date(course.openedAt),
    lastReportAt: new Date(course.reportedAt),
    firstClosedAt: closed === null ? null : new Date(closed),
    closedAt: closed === null ? null : new Date(closed),
    updatedAt: new Date(closed ?? Math.min(end, course.coordinatedAt)),
  };
}

function reportRow(told: Told): Partial<Report> {
  const { course, named } = told;
  const reporter = named.operators.get(course.operators.find(({ isReporter }) => isReporter)?.operator ?? -1);
  return {
    id: named.reportId,
    number: named.reportNumber,
    state: course.isRejected ? 'rejected' : 'triaged',
    channel: course.channel,
    reporterContact: {
      email: `noc@${reporter?.slug ?? 'registry'}.example`,
      name: `Duty desk of ${reporter?.name ?? ''}`,
      organisation: reporter?.name ?? '',
    },
    acceptedAt: new Date(course.openedAt),
    operatorId: reporter?.id ?? null,
    summary: titleOf(told),
    description: '',
    kind: course.kind,
    severity: course.severity,
    tlp: 'AMBER',
    exercise: course.exercise,
    resources: [],
    refs: [],
    received: named.received,
    sha256: createHash('sha256').update(named.received).digest('hex'),
    receivedAt: new Date(course.reportedAt),
    incidentId: named.incidentId,
    triagedAt: new Date(course.openedAt),
  };
}

const operatorRows = ({ course, named }: Told, end: number): Partial<AffectedOperator>[] =>
  course.operators.flatMap((one) => {
    const operator = named.operators.get(one.operator);
    if (operator === undefined) return [];
    const until = (at: number | null) => (at === null || at > end ? null : new Date(at));
    const [told, answered, recovered] = [one.toldAt, one.answeredAt, one.recoveredAt].map(until);
    return [
      {
        incidentId: named.incidentId,
        operatorId: operator.id,
        state: recovered ? 'recovered' : answered ? one.answer : told ? 'told' : 'not_told',
        serviceState: recovered ? 'restored' : answered ? one.service : 'unknown',
        toldAt: one.isReporter ? null : (told ?? null),
        answeredAt: answered ?? null,
        stateChangedAt: recovered ?? answered ?? told ?? new Date(course.openedAt),
        kind: course.kind,
        severity: course.severity,
        tlp: 'AMBER' as const,
        knownSince: new Date(course.openedAt),
        cameAt: new Date(course.openedAt),
        updatedAt: recovered ?? answered ?? told ?? new Date(course.openedAt),
      },
    ];
  });

const notificationRows = ({ course, named }: Told): Partial<Notification>[] =>
  (['receipt', 'notice'] as const).map((template) => ({
    id: template === 'receipt' ? named.receiptId : named.noticeId,
    incidentId: named.incidentId,
    reportId: template === 'receipt' ? named.reportId : null,
    template,
    tlp: 'AMBER',
    audience: template === 'receipt' ? { person: true } : { affected: true },
    sentBy: { kind: 'system', name: 'notifications' },
    createdAt: new Date(course.openedAt),
  }));

/** Has it answered by the link in its mail? */
const hasPressed = ({ isReporter, calledAt, answeredAt }: OperatorCourse, end: number): boolean =>
  !isReporter && calledAt === null && answeredAt !== null && answeredAt <= end;

const answerRows = ({ course, named }: Told, end: number): Partial<Acknowledgement>[] =>
  course.operators.flatMap((one) => {
    const operator = named.operators.get(one.operator);
    if (operator === undefined || !hasPressed(one, end)) return [];
    return [
      {
        id: uuidv7(),
        deliveryId: operator.deliveryId,
        operatorId: operator.id,
        via: 'link' as const,
        givenBy: { kind: 'contact' as const, name: `noc@${operator.slug}.example` },
        answer: one.answer,
        comment: null,
        createdAt: new Date(one.answeredAt ?? 0),
      },
    ];
  });

function deliveryRows({ course, named }: Told, end: number): Partial<Delivery>[] {
  return course.operators.flatMap((one) => {
    const operator = named.operators.get(one.operator);
    if (operator === undefined || one.toldAt > end) return [];
    const id = one.isReporter ? named.receiptDeliveryId : operator.deliveryId;
    const at = new Date(one.isReporter ? course.openedAt + 4_000 : one.toldAt);
    const isAnswered = hasPressed(one, end);
    return [
      {
        id,
        notificationId: one.isReporter ? named.receiptId : named.noticeId,
        incidentId: named.incidentId,
        operatorId: operator.id,
        recipient: { email: `noc@${operator.slug}.example`, name: null, language: 'en', timezone: 'UTC' },
        variables: {},
        state: isAnswered ? ('acknowledged' as const) : ('handed_over' as const),
        messageId: `<${id}@cert.example>`,
        mailToken: id,
        protection: 'signed' as const,
        firstTriedAt: at,
        handedOverAt: at,
        acknowledgedAt: isAnswered ? new Date(one.answeredAt ?? 0) : null,
        // Nothing more is to be done about it.
        escalatedAt: at,
        createdAt: at,
      },
    ];
  });
}
