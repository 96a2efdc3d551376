import { Injectable } from '@nestjs/common';
import type { Acting, Principal } from '#libs/access';
import { Audit, mayDo } from '#libs/access';
import type { JobName, PutAsideView, WorkKind } from '#libs/contracts';
import { WORK_JOBS, WORK_KINDS } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { Quarantine } from '#libs/queue';
import type { AsideRow, Decision } from '#libs/queue';
import { RequestRefused } from '../http/problem.ts';

interface Subject extends Pick<
  PutAsideView,
  'id' | 'incident' | 'report' | 'operator' | 'template' | 'recipient' | 'tlp'
> {
  /** Mail to somebody with an account, or to who is to get one. */
  isLetter: boolean;
}

const NOTHING = {
  incident: 'NULL::uuid',
  report: 'NULL::uuid',
  operator: 'NULL::uuid',
  template: 'NULL::text',
  recipient: 'NULL::text',
  isLetter: 'false',
  tlp: 'NULL::text',
};

/** What each kind of work is about, by the columns of its row `w` and of what is joined to it. */
const SUBJECTS: Record<WorkKind, { from: string } & Partial<typeof NOTHING>> = {
  report: { from: 'reports w', report: 'w.id', operator: 'w.operator_id', tlp: 'w.tlp' },
  announcement: {
    from: 'announcements w LEFT JOIN incidents i ON i.id = w.incident_id',
    incident: 'w.incident_id',
    report: 'w.report_id',
    template: `CASE WHEN w.closed_at IS NOT NULL THEN 'record-slice' WHEN w.notice THEN 'notice' ELSE 'receipt' END`,
    tlp: 'i.tlp',
  },
  'password-reset': {
    from: 'password_resets w',
    template: `'password-reset'`,
    recipient: 'w.email',
    isLetter: 'true',
  },
  letter: {
    from: 'letters w',
    template: 'w.template',
    recipient: `w.recipient->>'email'`,
    isLetter: 'true',
    tlp: 'w.tlp',
  },
  delivery: {
    from: 'deliveries w JOIN notifications n ON n.id = w.notification_id',
    incident: 'w.incident_id',
    report: 'n.report_id',
    operator: 'w.operator_id',
    template: 'n.template',
    recipient: `w.recipient->>'email'`,
    isLetter: 'w.incident_id IS NULL AND n.list_id IS NULL',
    tlp: 'n.tlp',
  },
  'contact-change': { from: 'contact_changes w', operator: 'w.operator_id' },
  'list-alert': {
    from: 'list_alerts w JOIN incidents i ON i.id = w.incident_id',
    incident: 'w.incident_id',
    template: `'list-alert'`,
    tlp: 'i.tlp',
  },
  'deadline-reckoning': {
    from: 'deadline_reckonings w JOIN incidents i ON i.id = w.id',
    incident: 'w.id',
    tlp: 'i.tlp',
  },
  deadline: {
    from: 'deadlines w JOIN incidents i ON i.id = w.incident_id',
    incident: 'w.incident_id',
    operator: 'w.operator_id',
    tlp: 'i.tlp',
  },
  page: { from: 'pages w', incident: 'w.incident_id' },
  message: {
    from: 'inbound_messages w',
    incident: 'w.incident_id',
    report: 'w.report_id',
    operator: 'w.operator_id',
    recipient: 'w.envelope_to',
    tlp: 'w.tlp',
  },
};

const KINDS = Object.fromEntries(WORK_KINDS.map((kind) => [WORK_JOBS[kind], kind])) as Record<
  JobName,
  WorkKind
>;

/** What was put aside, with what it is about. */
@Injectable()
export class PutAside {
  constructor(
    private readonly transactions: Transactions,
    private readonly quarantine: Quarantine,
    private readonly audit: Audit,
  ) {}

  async page(
    caller: Principal,
    limit: number,
    after?: Pick<AsideRow, 'since' | 'id'>,
  ): Promise<PutAsideView[]> {
    const rows = await this.quarantine.page(limit, after);
    const subjects = await this.subjectsOf(rows);
    return rows.map((row) => {
      const { isLetter, ...about } = subjects.get(row.id) ?? UNKNOWN;
      return {
        ...about,
        kind: KINDS[row.job],
        id: row.id,
        since: row.since.toISOString(),
        urgent: row.lane === 'urgent',
        why: row.why.split('\n')[0] ?? row.why,
        evidence: row.why,
        recipient: isLetter && !mayDo(caller, 'letter.read') ? null : about.recipient,
        mayDiscard: this.quarantine.mayDiscard(row.job),
      };
    });
  }

  /** @throws RequestRefused 404 `quarantine.not_found`, 409 `quarantine.ends_by_itself` */
  async decide(
    { actor, address }: Acting,
    how: Decision,
    kind: WorkKind,
    id: string,
    reason: string | null,
  ): Promise<void> {
    const job = WORK_JOBS[kind];
    await this.transactions.run(async (tx) => {
      if (how === 'discarded' && !this.quarantine.mayDiscard(job)) throw endsByItself();
      if (!(await this.quarantine.decide(tx, job, id, how, { by: actor, reason }))) throw notFound();
      await this.audit.append(tx, [
        {
          type: how === 'discarded' ? 'work.discarded' : 'work.taken_up_again',
          actor,
          from: address,
          subject: { kind, id },
          data: reason === null ? {} : { reason },
        },
      ]);
    });
  }

  private async subjectsOf(rows: AsideRow[]): Promise<Map<string, Subject>> {
    const kinds = [...new Set(rows.map(({ job }) => KINDS[job]))];
    if (kinds.length === 0) return new Map();
    const found = await this.transactions.reader.query<Subject[]>(
      kinds.map(subjectQuery).join(' UNION ALL '),
      [rows.map(({ id }) => id)],
    );
    return new Map(found.map((subject) => [subject.id, subject]));
  }
}

const notFound = () =>
  new RequestRefused(
    404,
    'quarantine.not_found',
    'This is not put aside: there is no such work, or somebody decided on it already.',
  );

const endsByItself = () =>
  new RequestRefused(
    409,
    'quarantine.ends_by_itself',
    'Nobody can let go of this: it ends by being confirmed, by being refused, or in time.',
  );

const UNKNOWN: Subject = {
  id: '',
  incident: null,
  report: null,
  operator: null,
  template: null,
  recipient: null,
  isLetter: true,
  tlp: null,
};

function subjectQuery(kind: WorkKind): string {
  const { from, ...columns } = SUBJECTS[kind];
  const { incident, report, operator, template, recipient, isLetter, tlp } = { ...NOTHING, ...columns };
  return `SELECT w.id, ${template} AS template, ${recipient} AS recipient, ${isLetter} AS "isLetter", ${tlp} AS tlp,
      (SELECT jsonb_build_object('id', a.id, 'number', a.number) FROM incidents a WHERE a.id = ${incident}) AS incident,
      (SELECT jsonb_build_object('id', a.id, 'number', a.number) FROM reports a WHERE a.id = ${report}) AS report,
      (SELECT jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name) FROM operators a WHERE a.id = ${operator}) AS operator
    FROM ${from} WHERE w.id = ANY($1)`;
}
