import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Timeline, verifyStream } from '#libs/timeline';
import type { Api } from './harness/api.ts';
import { smallZone } from './harness/root-zone.ts';
import { QUEUES, TestService } from './harness/service.ts';

interface Filed {
  id: string;
  number: string;
  receipt: { sha256: string };
}

describe(`many reports at once are each kept (queues on ${QUEUES})`, () => {
  let test: TestService;
  let operators: Api[];

  beforeAll(async () => {
    // Without the worker a report's row stays as intake wrote it.
    test = await TestService.start({ env: { ROLES: 'web' } });
    const names = ['a', 'b', 'c'];
    await test.importOperators(
      ...names.map((name) => ({
        slug: `registry-${name}`,
        tlds: [`x${name}`],
        contacts: [{ email: `noc@registry-${name}.example`, role: 'security' }],
      })),
    );
    operators = await Promise.all(
      names.map((name) => test.signUp('operator', { operator: `registry-${name}` })),
    );
  });
  afterAll(() => test.stop());

  const operatorOf = (index: number) => operators[index % operators.length] as Api;
  const file = (index: number, more: object = {}) =>
    operatorOf(index).post<Filed>('reports', reportOf(index, more));
  const reportOf = (index: number, more: object) => ({
    summary: `Report ${index} – „ü“ \u{1f4e1}`,
    description: 'Line one\nline "two" \\ with\ttab',
    references: [`https://a.example/?q=${index},"{}"`],
    resources: [{ type: 'tld', value: `x${'abc'[index % 3] ?? ''}` }],
    occurredAt: '2026-03-01T02:14:00+01:00',
    ...more,
  });
  const range = (count: number) => Array.from({ length: count }, (_, index) => index);
  const stored = (ids: string[]) =>
    test.sql<{
      id: string;
      received: Buffer;
      sha256: string;
      number: string;
      summary: string;
      refs: string[];
      nis2: unknown;
    }>('SELECT * FROM reports WHERE id = ANY($1)', [ids]);

  it('as it came, under a number of its own, in a few transactions', async () => {
    const answers = await Promise.all(range(60).map((index) => file(index)));
    expect(answers.map(({ status }) => status)).toEqual(range(60).map(() => 201));
    const ids = answers.map(({ body }) => body.id);
    const rows = new Map((await stored(ids)).map((row) => [row.id, row]));
    expect(new Set([...rows.values()].map(({ number }) => number)).size).toBe(60);
    for (const [index, { body }] of answers.entries()) {
      const row = rows.get(body.id);
      const sent = JSON.stringify(reportOf(index, {}));
      expect(row?.received.toString()).toBe(sent);
      expect([row?.number, row?.sha256]).toEqual([body.number, body.receipt.sha256]);
      expect(row?.sha256).toBe(createHash('sha256').update(sent).digest('hex'));
      const { summary, references } = reportOf(index, {});
      expect(row).toMatchObject({ summary, refs: references, nis2: null });
      expect((await operatorOf(index).get<Filed>(`reports/${body.id}`)).body).toEqual(body);
    }
    const [row] = await test.sql<{ count: string }>('SELECT count(DISTINCT xmin::text) FROM reports');
    expect(Number(row?.count)).toBeLessThan(30);
  });

  it('each with its first entry, by who filed it', async () => {
    const answers = await Promise.all(range(20).map((index) => file(index)));
    for (const [index, { body }] of answers.entries()) {
      const record = await test.service.app.get(Timeline).recordOf(body.id);
      if (record === null) throw new Error('there is no record');
      expect(verifyStream(record)).toEqual([]);
      expect(record.entries).toMatchObject([
        { type: 'report.received', data: { number: body.number, sha256: body.receipt.sha256 } },
      ]);
      const [reporter] = await test.sql<{ id: string }>(
        'SELECT u.id FROM users u JOIN operators o ON o.id = u.operator_id WHERE o.slug = $1',
        [`registry-${'abc'[index % 3] ?? ''}`],
      );
      expect(record.entries[0]?.actor).toMatchObject({ kind: 'operator', id: reporter?.id });
    }
  });

  it('while a faulty one among them is refused, by its own faults', async () => {
    const zone = join(test.dataDir, 'root.zone');
    await writeFile(zone, smallZone(2026112200, ['xa', 'xb', 'xc']));
    await test.importRootZone(zone);
    const faulty = (index: number) => index % 5 === 3;
    const answers = await Promise.all(
      range(30).map((index) => {
        const value = `nowhere${index}`;
        return file(index, faulty(index) ? { kind: 'no-kind', resources: [{ type: 'tld', value }] } : {});
      }),
    );
    for (const [index, answer] of answers.entries()) {
      if (!faulty(index)) expect(answer.status).toBe(201);
      else
        expect([answer.status, faultsOf(answer.text)]).toEqual([
          400,
          [['/kind'], ['/resources/0/value', `nowhere${index}`]],
        ]);
    }
  });

  it('while one that breaks off takes no other along, and leaves nothing', async () => {
    await test.sql(
      `CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.summary LIKE '%poison%' THEN RAISE 'poison'; END IF; RETURN NEW; END $$`,
    );
    await test.sql(
      'CREATE TRIGGER poison BEFORE INSERT ON reports FOR EACH ROW EXECUTE FUNCTION break_off()',
    );
    const poison = (index: number) => index === 7 || index === 20;
    const before = await counts();
    const answers = await Promise.all(
      range(40).map((index) => file(index, poison(index) ? { summary: `poison ${index}` } : {})),
    );
    await test.sql('DROP TRIGGER poison ON reports');
    expect(answers.map(({ status }) => status)).toEqual(
      range(40).map((index) => (poison(index) ? 500 : 201)),
    );
    const ids = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(await stored(ids)).toHaveLength(38);
    expect(await counts()).toEqual(before.map((count) => count + 38));
  });

  it('and a token that has ended files none, however many others ask at that moment', async () => {
    const leaving = await test.signUp('operator', { operator: 'registry-a', email: 'leaving@staff.example' });
    expect((await leaving.post('reports', reportOf(0, {}))).status).toBe(201);
    await test.sql(
      `UPDATE api_tokens SET revoked_at = dnscert_now() WHERE user_id = (SELECT id FROM users WHERE email = 'leaving@staff.example')`,
    );
    const answers = await Promise.all(
      range(20).map((index) => (index % 4 === 0 ? leaving.post('reports', reportOf(0, {})) : file(index))),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      range(20).map((index) => (index % 4 === 0 ? 401 : 201)),
    );
  });

  /** Of reports, of their entries, and of their streams. */
  async function counts(): Promise<number[]> {
    const [row] = await test.sql<{ counts: number[] }>(
      `SELECT ARRAY[(SELECT count(*) FROM reports), (SELECT count(*) FROM timeline_entries), (SELECT count(*) FROM timeline_heads)]::int[] AS counts`,
    );
    return row?.counts ?? [];
  }
});

/** Pointers, and what label a fault names. */
function faultsOf(text: string): string[][] {
  const { errors } = JSON.parse(text) as { errors: { pointer: string; message: string }[] };
  return errors.map(({ pointer, message }) => [pointer, ...(/nowhere\d+/.exec(message) ?? [])]);
}
