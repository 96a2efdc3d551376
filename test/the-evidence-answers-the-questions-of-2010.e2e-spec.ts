import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EvidenceReportView, EvidenceTableView, ResponseTimesView } from '#libs/contracts';
import { keepYear, MadeYear } from './fixtures/made-year.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const QUARTER = { from: '2025-04', to: '2025-06' };
const IN_IT = `opened_at >= '2025-04-01Z' AND opened_at < '2025-07-01Z' AND NOT exercise AND confirmed AND state NOT IN ('rejected', 'duplicate')`;

describe(`the evidence answers the questions of 2010 (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let observer: Api;

  beforeAll(async () => {
    test = await TestService.start({ env: { EVIDENCE_PAGE: 'on' } });
    await test.importOperators(
      ...Array.from({ length: 12 }, (_, n) => ({
        slug: `op-${n}`,
        country: 'FR',
        tlds: [],
        contacts: [{ email: `noc@op-${n}.example`, role: 'noc' }],
      })),
    );
    const ids = (await test.sql<{ id: string }>('SELECT id FROM operators ORDER BY slug')).map(
      ({ id }) => id,
    );
    const year = new MadeYear(7, ids, Date.parse('2025-01-01T00:00:00Z')).fill(300);
    // One kind that a single operator knows.
    const [lonely] = year.incidents.filter(
      ({ exercise, confirmed, state }) => !exercise && confirmed && state === 'new',
    );
    if (lonely !== undefined) lonely.kind = 'route-hijack';
    await keepYear((text, values) => test.sql(text, values), year);
    await test.sql(
      `INSERT INTO affected_operators (incident_id, operator_id, state, state_changed_at, kind, severity, tlp, known_since, came_at, updated_at)
       SELECT i.id, o.id, 'told', i.opened_at, i.kind, i.severity, i.tlp, i.opened_at, i.opened_at, i.opened_at
         FROM incidents i, LATERAL (SELECT id FROM operators ORDER BY md5(i.id::text || id::text) LIMIT 2) AS o`,
    );
    await test.sql(`UPDATE incidents SET opened_at = '2025-05-05Z' WHERE kind = 'route-hijack'`);
    staff = await test.signUp('responder');
    observer = await test.signUp('observer');
  });
  afterAll(() => test.stop());

  const query = `?from=${QUARTER.from}&to=${QUARTER.to}`;
  const read = async (api: Api, rest = query) => (await api.get<EvidenceReportView>(`evidence${rest}`)).body;
  const tablesOf = ({ sections }: EvidenceReportView) => sections.flatMap(({ tables }) => tables);
  const table = (report: EvidenceReportView, id: string): EvidenceTableView => {
    const found = tablesOf(report).find((one) => one.id === id);
    if (found === undefined) throw new Error(`no table ${id}`);
    return found;
  };
  const sum = ({ rows }: EvidenceTableView) => rows.reduce((all, row) => all + Number(row[1] ?? 0), 0);

  it('under each question that was asked, with the numbers of the record', async () => {
    const report = await read(staff);
    expect(report.sections.map(({ question }) => question)).toEqual([
      'Which problems does a CERT for the DNS address?',
      'What is the actual level of threats?',
      'How frequent are they?',
      'How severe are they?',
      "What are the gaps in today's response?",
      'How is it run?',
      "What is ICANN's role?",
      'Do managers of ccTLDs and gTLDs, CERTs and others take part?',
      'What does it cost?',
    ]);
    const [row] = await test.sql<{ count: number }>(`SELECT count(*)::int FROM incidents WHERE ${IN_IT}`);
    for (const id of ['incidents-by-kind', 'incidents-by-month', 'incidents-by-severity'])
      expect([id, sum(table(report, id))]).toEqual([id, row?.count]);
    expect(table(report, 'incidents-by-month').rows.map(([month]) => month)).toEqual([
      '2025-04',
      '2025-05',
      '2025-06',
    ]);
    expect(table(report, 'directory-gaps').rows).toContainEqual([
      'Operators without a key: nothing can be encrypted to them',
      12,
    ]);
    for (const { answer } of report.sections) expect(answer.join(' ').length).toBeGreaterThan(20);
    for (const { columns, rows } of tablesOf(report))
      for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('as lines of numbers, each number once', async () => {
    const report = await read(staff);
    const { text, status } = await staff.get(`evidence/csv${query}`);
    expect(status).toBe(200);
    const lines = text.trimEnd().split('\r\n');
    const cells = tablesOf(report).reduce(
      (all, { rows, columns }) => all + rows.length * (columns.length - 1),
      0,
    );
    expect(lines).toHaveLength(1 + cells);
    expect(lines).toContain(
      '2025-04,2025-06,gaps,directory-gaps,Operators without a key: nothing can be encrypted to them,count,count,12',
    );
  });

  it('as a page for paper, under a policy without any script or style in it', async () => {
    const { text, headers } = await staff.get(`evidence/document${query}`);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<script|<style|style=|onload=|https?:\/\//);
    expect(text.match(/<h2/g)).toHaveLength(9);
    expect(text.match(/<svg/g)?.length).toBeGreaterThan(3);
    const report = await read(staff);
    for (const { title } of tablesOf(report)) expect(text).toContain(`<h3>${title}</h3>`);
  });

  it('for others without what fewer than five operators stand behind, nor what would give it away', async () => {
    const [inside, outside] = [await read(staff), await read(observer)];
    expect(outside.fewest).toBe(5);
    const kinds = table(outside, 'incidents-by-kind');
    expect(JSON.stringify(outside)).not.toMatch(/route/i);
    expect(JSON.stringify(inside)).toMatch(/route/i);
    expect(sum(kinds)).toBe(sum(table(inside, 'incidents-by-kind')));
    expect(
      table(outside, 'late')
        .rows.flat()
        .filter((value) => typeof value === 'number'),
    ).toEqual([]);
    for (const rest of ['?from=2025-04&to=2025-05', '?from=2025-01&to=2025-12', '?kind=ddos'])
      expect([rest, (await observer.get(`evidence${rest}`)).status]).toEqual([rest, 400]);
  });

  it('for everybody where the setting says so, the last quarter', async () => {
    const { text, status, headers } = await test.api().get('/evidence');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('Every figure stands for at least 5 operators');
    const french = await test.api().get('/evidence?lang=fr');
    expect(french.text).toContain('<html lang="fr">');
    expect(french.text).toContain('Chaque chiffre porte sur au moins 5 opérateurs');
    expect(french.text).toContain('Quels problèmes un CERT pour le DNS traite-t-il\u00a0?');
    expect(french.text).not.toMatch(/Incidents by kind|DNS address\?/);
  });

  it('in the language of who reads, with the same numbers; its lines for programs in English alone', async () => {
    const [english, french] = [await read(staff), await read(staff, `${query}&language=fr`)];
    const numbersOf = (report: EvidenceReportView) =>
      tablesOf(report).map(({ id, keys, rows }) => [
        id,
        keys,
        rows.flat().filter((cell) => typeof cell === 'number'),
      ]);
    expect(numbersOf(french)).toEqual(numbersOf(english));
    expect(table(french, 'incidents-by-kind').rows.flat()).toContain(
      'Détournement de route d’un préfixe de serveurs',
    );
    const accepted = await staff.get<EvidenceReportView>(`evidence${query}`, { 'accept-language': 'fr' });
    expect(accepted.body.sections).toEqual(french.sections);
    const { text } = await staff.get(`evidence/document${query}&language=fr`);
    expect(text).toContain('<html lang="fr">');
    for (const { title } of tablesOf(french)) expect(text).toContain(`<h3>${title}</h3>`);
    const times = await staff.get<ResponseTimesView>(`stats/response-times${query}&language=fr`);
    expect(times.body.rules).toHaveLength(7);
    expect(times.body.measures.map(({ definition }) => definition.starts)).toContain(
      'L’incident est ouvert.',
    );
    expect((await staff.get(`evidence/csv${query}&language=fr`)).status).toBe(400);
    expect((await staff.get(`evidence${query}&language=de`)).status).toBe(400);
  });
});
