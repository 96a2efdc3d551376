import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardItemView, BoardView, KindView, PageView } from '#libs/contracts';
import { file, openIncident } from './fixtures/casework.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

/** The instant at which the service's clock stands still. */
const NOW = '2026-05-04T03:00:00.000Z';
const ago = (seconds: number) => new Date(Date.parse(NOW) - seconds * 1_000).toISOString();
const MINUTE = 60;
const HOUR = 3_600;

interface OperatorRow {
  state: string;
  came?: number;
  told?: number;
  answered?: number;
}
interface Row {
  title: string;
  state?: string;
  severity?: string;
  opened?: number;
  exercise?: boolean;
  assignee?: string;
  kind?: string;
  tlp?: string;
  operators?: OperatorRow[];
}

describe(`the board shows what is due next (queues on ${QUEUES})`, () => {
  let test: TestService;
  let responder: Api;
  let responderId: string;
  let operators: { id: string; name: string }[];

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      ...['a', 'b', 'c', 'd', 'e'].map((letter) => ({
        slug: `registry-${letter}`,
        name: `Registry ${letter.toUpperCase()}`,
        tlds: [`${letter}${letter}`],
        contacts: [{ email: `noc@registry-${letter}.example`, role: 'security' }],
      })),
    );
    responder = await test.signUp('responder', { email: 'duty@staff.example' });
    responderId = (await responder.get<{ userId: string }>('session')).body.userId;
    operators = await test.sql('SELECT id, name FROM operators ORDER BY slug');
  });
  afterAll(() => test.stop());

  /** Past the service; all instants are seconds before {@link NOW}. */
  async function insert(row: Row): Promise<string> {
    const id = randomUUID();
    await test.sql(
      `INSERT INTO incidents (id, number, state, title, kind, severity, tlp, exercise, assignee_id, opened_at, last_report_at, updated_at)
       VALUES ($1, 'T-' || nextval('incident_number'), $2, $3, $4, $5, $6, $7, $8, $9, $9, $9)`,
      [
        id,
        row.state ?? 'coordinating',
        row.title,
        row.kind ?? 'other',
        row.severity ?? 'critical',
        row.tlp ?? 'AMBER',
        row.exercise ?? false,
        row.assignee ?? null,
        ago(row.opened ?? 0),
      ],
    );
    for (const [index, operator] of (row.operators ?? []).entries())
      await test.sql(
        `INSERT INTO affected_operators (incident_id, operator_id, state, told_at, answered_at, state_changed_at, kind, severity, tlp, known_since, came_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'other', 'low', 'AMBER', $6, $6, $6)`,
        [
          id,
          operators[index]?.id,
          operator.state,
          operator.told === undefined ? null : ago(operator.told),
          operator.answered === undefined ? null : ago(operator.answered),
          ago(operator.came ?? row.opened ?? 0),
        ],
      );
    return id;
  }

  /** From now on in this test nothing of the service moves on. */
  const standStill = (at = NOW) =>
    test.sql(
      `CREATE OR REPLACE FUNCTION dnscert_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT timestamptz ''${at}'''`,
    );
  const goOn = () =>
    test.sql(
      `CREATE OR REPLACE FUNCTION dnscert_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT clock_timestamp()'`,
    );
  const look = async (query = ''): Promise<BoardView> => {
    const answer = await responder.get<BoardView>(`board${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body;
  };
  const itemOf = async (id: string): Promise<BoardItemView | undefined> =>
    (await look('?limit=200')).due.items.find((item) => item.id === id);

  describe('with the clock standing still', () => {
    beforeAll(() => standStill());
    afterAll(async () => {
      await test.sql('DELETE FROM affected_operators');
      await test.sql('DELETE FROM incidents');
      await goOn();
    });

    it.each<[string, string, number]>([
      ['critical', 'triage', 15 * MINUTE],
      ['high', 'triage', HOUR],
      ['medium', 'triage', 8 * HOUR],
      ['critical', 'first_notice', 30 * MINUTE],
      ['high', 'first_notice', 2 * HOUR],
      ['critical', 'answers', HOUR],
      ['high', 'answers', 4 * HOUR],
    ])('a %s incident has for %s exactly %i s', async (severity, what, limitSeconds) => {
      const begun = (seconds: number): Row =>
        what === 'triage'
          ? { title: what, severity, state: 'new', opened: seconds }
          : what === 'first_notice'
            ? { title: what, severity, opened: seconds, operators: [{ state: 'not_told' }] }
            : {
                title: what,
                severity,
                opened: seconds + 1,
                operators: [{ state: 'told', told: seconds }],
              };
      const [before] = (await look()).lanes.filter((lane) => lane.severity === severity);
      const almost = await insert(begun(limitSeconds - 0.001));
      expect((await look()).lanes.find((lane) => lane.severity === severity)?.overdue).toBe(before?.overdue);
      const over = await insert(begun(limitSeconds));
      const after = (await look()).lanes.find((lane) => lane.severity === severity);
      expect([after?.overdue, after?.open]).toEqual([(before?.overdue ?? 0) + 1, (before?.open ?? 0) + 2]);
      expect((await itemOf(over))?.due).toEqual({
        what,
        at: NOW,
        startedAt: ago(limitSeconds),
        limitSeconds,
        why: expect.stringContaining(` ${severity} `),
      });
      expect((await itemOf(almost))?.due?.at).toBe('2026-05-04T03:00:00.001Z');
    });

    it.each<[string, Row]>([
      [
        'low',
        {
          title: 'low',
          severity: 'low',
          state: 'new',
          opened: 9 * HOUR,
          operators: [{ state: 'told', told: HOUR }],
        },
      ],
      ['taken up, and touching nobody', { title: 'x', opened: HOUR }],
      ['answered', { title: 'x', operators: [{ state: 'affected', told: HOUR, answered: 60 }] }],
      ['answered without having been told', { title: 'x', operators: [{ state: 'mitigating' }] }],
      ['a suspicion alone', { title: 'x', opened: HOUR, operators: [{ state: 'suspected' }] }],
      [
        'silent as a person has marked it',
        { title: 'x', operators: [{ state: 'no_answer', told: 9 * HOUR }] },
      ],
      [
        'an exercise',
        { title: 'x', exercise: true, state: 'new', opened: HOUR, operators: [{ state: 'not_told' }] },
      ],
    ])('has nothing due: %s', async (_what, row) => {
      expect(await itemOf(await insert(row))).toMatchObject({ due: null });
    });

    it('of several things outstanding shows the first that is over', async () => {
      const operators: OperatorRow[] = [
        { state: 'told', told: 50 * MINUTE },
        { state: 'told', told: 40 * MINUTE },
        { state: 'not_told', came: 25 * MINUTE },
        { state: 'affected', told: 3 * HOUR, answered: 2 * HOUR },
        { state: 'no_answer', told: 5 * HOUR },
      ];
      const id = await insert({ title: 'much', state: 'new', opened: 12 * MINUTE, operators });
      expect(await itemOf(id)).toMatchObject({
        operators: { touched: 5, told: 4, answered: 1, silent: 3 },
        silent: ['Registry E', 'Registry A', 'Registry B'],
        due: { what: 'triage', at: ago(-3 * MINUTE), startedAt: ago(12 * MINUTE) },
      });
      await test.sql(`UPDATE incidents SET state = 'triaging' WHERE id = $1`, [id]);
      expect((await itemOf(id))?.due).toMatchObject({ what: 'first_notice', startedAt: ago(25 * MINUTE) });
      await test.sql(
        `UPDATE affected_operators SET state = 'told', told_at = $2 WHERE incident_id = $1 AND state = 'not_told'`,
        [id, ago(0)],
      );
      expect((await itemOf(id))?.due).toMatchObject({ what: 'answers', startedAt: ago(50 * MINUTE) });
      await test.sql(`UPDATE affected_operators SET left_at = $2 WHERE incident_id = $1 AND told_at = $3`, [
        id,
        ago(0),
        ago(50 * MINUTE),
      ]);
      expect(await itemOf(id)).toMatchObject({
        operators: { touched: 4, silent: 3 },
        due: { what: 'answers', startedAt: ago(40 * MINUTE) },
      });
    });

    it('is read page by page in the order of what is due, each incident once', async () => {
      const { due } = await look('?limit=200');
      const read: BoardItemView[] = [];
      let next: string | null = null;
      do {
        const page: BoardView = await look(`?limit=3${next === null ? '' : `&cursor=${next}`}`);
        read.push(...page.due.items);
        next = page.due.next;
      } while (next !== null);
      expect(read.map(({ id }) => id)).toEqual(due.items.map(({ id }) => id));
      const ats = read.map((item) => item.due?.at ?? '9');
      expect(ats).toEqual([...ats].sort());
      expect(ats.filter((at) => at === '9').length).toBeGreaterThan(3);
    });

    it('is narrowed by filters, and the lanes by all but the severity', async () => {
      await insert({ title: 'f mine', assignee: responderId, severity: 'medium' });
      await insert({ title: 'f 100% of_it', kind: 'ddos', severity: 'medium', state: 'monitoring' });
      await insert({ title: 'f red', tlp: 'RED', severity: 'low' });
      await insert({ title: 'f drill', exercise: true, severity: 'high' });
      await insert({ title: 'f closed', state: 'closed' });
      const titles = async (query: string) =>
        (await look(`?limit=200&${query}`)).due.items
          .map(({ title }) => title)
          .filter((title) => title.startsWith('f '))
          .sort();
      expect(await titles('')).toEqual(['f 100% of_it', 'f drill', 'f mine', 'f red']);
      expect(await titles('assignee=me')).toEqual(['f mine']);
      expect(await titles(`assignee=${responderId}`)).toEqual(['f mine']);
      expect(await titles('assignee=none')).toEqual(['f 100% of_it', 'f drill', 'f red']);
      expect(await titles('severity=medium,low')).toEqual(['f 100% of_it', 'f mine', 'f red']);
      expect(await titles('state=monitoring,new')).toEqual(['f 100% of_it']);
      expect(await titles('kind=ddos')).toEqual(['f 100% of_it']);
      expect(await titles('tlp=RED')).toEqual(['f red']);
      expect(await titles('q=0%25%20of_')).toEqual(['f 100% of_it']);
      expect(await titles('exercise=true')).toEqual(['f drill']);
      expect(await titles('exercise=false')).toEqual(['f 100% of_it', 'f mine', 'f red']);
      const lanes = async (query: string) =>
        Object.fromEntries(
          (await look(`?q=f%20&${query}`)).lanes.map(({ severity, open }) => [severity, open]),
        );
      const real = { critical: 0, high: 0, medium: 2, low: 1, info: 0 };
      expect(await lanes('')).toEqual(real);
      expect(await lanes('severity=low')).toEqual(real);
      expect(await lanes('state=monitoring')).toEqual({ ...real, medium: 1, low: 0 });
      expect(await lanes('exercise=true')).toEqual({ ...real, high: 1, medium: 0, low: 0 });
      const unassigned = (await look('?q=f%20')).lanes.find(({ severity }) => severity === 'medium');
      expect(unassigned).toEqual({ severity: 'medium', open: 2, silent: 0, overdue: 0, unassigned: 1 });
    });

    it('names every fault of the question', async () => {
      const answer = await responder.get<{ errors: { pointer: string }[] }>(
        'board?state=closed&severity=bad&kind=!&tlp=PINK&assignee=you&q=%00&exercise=maybe&cursor=x&colour=red&limit=0',
      );
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(
        ['assignee', 'colour', 'cursor', 'exercise', 'kind', 'limit', 'q', 'severity', 'state', 'tlp'].map(
          (name) => `/${name}`,
        ),
      );
    });
  });

  it('shows what has come in, what the machine makes of it and why; what is taken up is no longer new, and can be put back', async () => {
    const operator = await test.signUp('operator', { operator: 'registry-a' });
    const incident = await openIncident(
      test,
      responder,
      {
        summary: 'Nothing resolves under .aa, all name servers down',
        tlp: 'AMBER+STRICT',
        resources: [{ type: 'tld', value: 'aa' }],
      },
      operator,
    );
    const fresh = async () => (await look()).fresh;
    const { items, total } = await fresh();
    expect([items.length, total]).toEqual([1, 1]);
    expect(items[0]).toMatchObject({
      id: incident.id,
      number: incident.number,
      kind: incident.kind,
      severity: incident.severity,
      tlp: 'AMBER+STRICT',
      version: incident.version,
      tldCount: 1,
      tlds: ['aa'],
      reportCount: 1,
      reportedBy: 'Registry A',
      impact: { rootZoneSerial: null, operators: 1 },
      reasons: {
        kind: expect.arrayContaining([
          {
            rule: expect.any(String),
            text: expect.any(String),
            code: expect.any(String),
            parts: expect.any(Object),
          },
        ]),
        severity: expect.any(Array),
      },
    });
    const move = (to: string) => responder.post(`incidents/${incident.id}/transitions`, { to });
    expect((await move('triaging')).status).toBe(200);
    expect(await fresh()).toEqual({ items: [], total: 0 });
    expect((await move('new')).status).toBe(200);
    expect((await fresh()).total).toBe(1);
    const reads = await test.sql<{ data: { ids: string[] } }>(
      `SELECT data FROM audit_entries WHERE type = 'sensitive.read' AND data ->> 'what' = 'board'`,
    );
    expect(reads.flatMap(({ data }) => data.ids)).toContain(incident.id);
  });

  it('counts and lists reports that nothing goes on with before a person looks', async () => {
    const [public_, broken] = [
      await file(responder, { summary: 'From outside' }),
      await file(responder, { summary: 'Unreadable' }),
    ];
    await test.settled();
    await test.sql(
      `UPDATE reports SET reporter_id = NULL, reporter_contact = '{"name":"x","email":"x@some.example"}', tlp = 'RED' WHERE id = $1`,
      [public_],
    );
    await test.sql(`UPDATE reports SET state = 'quarantined' WHERE id = $1`, [broken]);
    const board = await look();
    expect(board.awaiting).toMatchObject({
      total: 1,
      items: [{ id: public_, summary: 'From outside', tlp: 'RED' }],
    });
    expect(board.quarantined).toMatchObject({ total: 1, items: [{ id: broken, summary: 'Unreadable' }] });
    const [read] = await test.sql<{ data: { ids: string[]; labels: string[] } }>(
      `SELECT data FROM audit_entries WHERE subject_kind = 'report' AND subject_id = $1 AND data ->> 'what' = 'board'`,
      [public_],
    );
    expect(read?.data).toMatchObject({ ids: [public_], labels: ['RED'] });
  });

  it('names the kinds of incident in the order of the file', async () => {
    const { items } = (await responder.get<PageView<KindView>>('kinds')).body;
    expect(items.length).toBeGreaterThan(20);
    expect(items).toContainEqual({
      name: 'ddos',
      title: expect.any(String),
      rsit: { class: 'availability', type: 'ddos' },
    });
  });
});
