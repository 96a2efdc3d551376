import { v7 as uuidv7 } from 'uuid';
import type { TimelineActor } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { Tx } from '#libs/database';
import { Timeline } from '#libs/timeline';
import type { Service } from '../../service.ts';
import { RESPONDER } from '../people.ts';
import type { Scene } from '../seed.ts';
import { Year } from './course.ts';
import type { Course } from './course.ts';
import { entriesOf } from './entries.ts';
import type { Named } from './entries.ts';
import { writeRows } from './rows.ts';
import type { Told } from './rows.ts';

const INCIDENTS = 140;
const SEED = 20_100_204;
/** Registries that had trouble in this year; the others had none. */
const IN_IT = 70;

interface Known {
  id: string;
  slug: string;
  name: string;
}

/**
 * A year of incidents before the story begins, so that figures have something to count. They are written into the record as
 * told now of then, past triage and mail, which would take hours for them: nothing of them is sent.
 *
 * @returns how many
 */
export async function pastYear({ app }: Service, scene: Scene): Promise<number> {
  const timeline = app.get(Timeline);
  const slugs = scene.directory.map(({ slug }) => slug).filter((slug) => /^registry-[a-z]{2}$/.test(slug));
  return app.get(Transactions).run(async (tx) => {
    const [row] = await tx.query<{ now: Date }[]>(`SELECT date_trunc('milliseconds', dnscert_now()) AS now`);
    const responder = await responderIn(tx);
    const end = (row?.now ?? new Date()).getTime();
    const operators = await tx.query<Known[]>(
      `SELECT id, slug, name FROM operators WHERE slug = ANY($1) ORDER BY md5(slug) LIMIT $2`,
      [slugs, IN_IT],
    );
    const courses = new Year(SEED, operators.length, end).courses(INCIDENTS);
    const year: Told[] = [];
    for (const course of courses) year.push({ course, named: await named(tx, course, operators) });
    await writeRows(tx, year, end);
    await writeCalls(tx, year, responder, end);
    await timeline.beginAll(
      tx,
      new Date(end),
      year.flatMap(({ course, named: name }) => {
        const entries = entriesOf(course, name, responder, end);
        return [
          // A report has a record of its own, which begins with its coming in.
          { stream: { stream: 'report' as const, id: name.reportId }, entries: entries.slice(0, 1) },
          { stream: { stream: 'incident' as const, id: name.incidentId }, entries },
        ];
      }),
    );
    return year.length;
  });
}

async function responderIn(tx: Tx): Promise<TimelineActor> {
  const [row] = await tx.query<{ id: string; name: string }[]>(
    `SELECT id, name FROM users WHERE email = $1`,
    [RESPONDER.email],
  );
  if (row === undefined) throw new Error('the demo has no responder');
  return { kind: 'user', ...row };
}

async function named(tx: Tx, course: Course, operators: readonly Known[]): Promise<Named> {
  const [row] = await tx.query<{ incident: string; report: string }[]>(
    `SELECT nextval('incident_number') AS incident, nextval('report_number') AS report`,
  );
  const year = new Date(course.openedAt).getUTCFullYear();
  return {
    incidentId: uuidv7({ msecs: course.openedAt }),
    number: `${year}-${(row?.incident ?? '0').padStart(6, '0')}`,
    reportId: uuidv7({ msecs: course.reportedAt }),
    reportNumber: `R${year}-${(row?.report ?? '0').padStart(6, '0')}`,
    received: Buffer.from(JSON.stringify({ kind: course.kind, severity: course.severity })),
    receiptId: uuidv7(),
    receiptDeliveryId: uuidv7(),
    noticeId: uuidv7(),
    operators: new Map(
      course.operators.flatMap(({ operator }) => {
        const known = operators[operator];
        return known === undefined
          ? []
          : [[operator, { ...known, deliveryId: uuidv7(), callId: uuidv7() }] as const];
      }),
    ),
  };
}

/** Who was silent was rung; of those still silent, somebody has to ring now. */
async function writeCalls(
  tx: Tx,
  year: readonly Told[],
  responder: TimelineActor,
  end: number,
): Promise<void> {
  const calls = year.flatMap(({ course, named: name }) =>
    course.operators.flatMap((one) => {
      const operator = name.operators.get(one.operator);
      if (operator === undefined || one.calledAt === null || one.toldAt > end) return [];
      const isOpen = one.calledAt > end;
      if (isOpen && course.closedAt !== null) return [];
      return [
        {
          id: operator.callId,
          incident: name.incidentId,
          operator: operator.id,
          outcome: isOpen ? null : one.isReached ? 'reached' : 'no_answer',
          created: new Date(one.toldAt),
          done: isOpen ? null : new Date(one.calledAt),
        },
      ];
    }),
  );
  await tx.query(
    `INSERT INTO calls (id, incident_id, about_id, operator_id, party, why, state, outcome, created_at, done_by, done_at)
     SELECT c.id, incident, operator, operator, 'contact', 'It was told and has not answered in time.',
            CASE WHEN done IS NULL THEN 'open' ELSE 'done' END, outcome, created, CASE WHEN done IS NOT NULL THEN $1::jsonb END, done
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[])
            AS c (id, incident, operator, outcome, created, done)`,
    [
      JSON.stringify(responder),
      calls.map(({ id }) => id),
      calls.map(({ incident }) => incident),
      calls.map(({ operator }) => operator),
      calls.map(({ outcome }) => outcome),
      calls.map(({ created }) => created),
      calls.map(({ done }) => done),
    ],
  );
}
