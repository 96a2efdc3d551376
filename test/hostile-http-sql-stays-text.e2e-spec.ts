import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostileGround, idIn } from './fixtures/hostile-ground.ts';
import type { HostileGround } from './fixtures/hostile-ground.ts';
import { filled, inParallel } from './fixtures/operations.ts';
import { QUEUES } from './harness/service.ts';

const SQL = [
  `'`,
  `''`,
  `"`,
  `\\`,
  `\\'`,
  `';`,
  `' --`,
  `' #`,
  `'/*`,
  `*/`,
  `' OR '1'='1`,
  `' OR 1=1 --`,
  `') OR ('1'='1`,
  `')) OR 1=1 --`,
  `" OR ""="`,
  `1 OR 1=1`,
  `1) OR (1=1`,
  `0 OR TRUE`,
  `x' OR 'x' LIKE '%`,
  `%`,
  `%%`,
  `_`,
  `%' ESCAPE '`,
  `' UNION SELECT NULL --`,
  `' UNION SELECT email, password_hash FROM users --`,
  `' UNION ALL SELECT NULL, NULL, NULL, NULL, NULL --`,
  `1 UNION SELECT 1`,
  `'; DROP TABLE reports; --`,
  `'; DELETE FROM users; --`,
  `'; UPDATE users SET role = 'lead'; --`,
  `'; SELECT pg_sleep(30); --`,
  `' || pg_sleep(30) || '`,
  `(SELECT pg_sleep(30))`,
  `1; SELECT pg_sleep(30)`,
  `$$; SELECT 1; $$`,
  `$1`,
  `$2; --`,
  `:name`,
  `\${1}`,
  `E'\\x27'`,
  `U&'\\0027'`,
  `CAST(version() AS int)`,
  `' AND (SELECT count(*) FROM users) > 0 --`,
  `' AND EXTRACTVALUE(1, 1) --`,
  `desc; DROP TABLE x`,
  `id) FROM users; --`,
  `created_at DESC, (SELECT 1)`,
  `CASE WHEN (1=1) THEN id ELSE number END`,
  `null`,
  `NULL`,
  `{1,2}`,
  `ARRAY[1]`,
  `a & b | !c`,
  `a:*`,
  `<->`,
  `'a' <-> 'b'`,
  `\u02bc OR 1=1`,
  `\uff07 OR 1=1`,
  `' \u0000`,
];
/** Cursors are read, and must not be believed. */
const cursors = (text: string) => [
  text,
  ...[
    [text],
    [text, text],
    ['2026-01-01T00:00:00.000Z', text],
    [text, '01890a5d-ac96-774b-bcce-b302099a8057'],
    { at: text },
  ].map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
];
/** ms; none of the sleeps was slept. */
const PATIENCE = 15_000;

describe(`SQL stays text (queues on ${QUEUES})`, () => {
  let ground: HostileGround;
  beforeAll(async () => {
    ground = await hostileGround();
  });
  afterAll(() => ground.test.stop());

  const countRows = async () => {
    const [row] = await ground.test.sql(
      `SELECT (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM reports) AS reports,
              (SELECT count(*)::int FROM users WHERE role = 'lead') AS leads, (SELECT count(*)::int FROM incidents) AS incidents`,
    );
    return row;
  };

  interface Asked {
    what: string;
    status: number;
    items: number;
    ms: number;
  }
  const asked = async (method: string, path: string, body?: unknown): Promise<Asked> => {
    const began = performance.now();
    const answer = await ground.lead.call<{ items?: unknown[] } | null>(method, path, body);
    return {
      what: `${answer.status} ${method} ${path}`,
      status: answer.status,
      items: answer.body?.items?.length ?? 0,
      ms: performance.now() - began,
    };
  };
  const expectText = (results: Asked[], what: string) => {
    const codes: Record<number, number> = {};
    for (const { status } of results) codes[status] = (codes[status] ?? 0) + 1;
    process.stdout.write(`${results.length} ${what}: ${JSON.stringify(codes)}\n`);
    expect(results.filter(({ status }) => status >= 500).map((each) => each.what)).toEqual([]);
    expect(results.filter(({ ms }) => ms > PATIENCE).map((each) => each.what)).toEqual([]);
  };

  it('in filters and cursors, which never find more than there is without them', async () => {
    const before = await countRows();
    const tasks = ground.operations
      .filter(({ method }) => method === 'GET')
      .flatMap(({ path, parameters }) => {
        const at = filled(path, (name) => idIn(path, name, ground.ids));
        return parameters
          .filter((parameter) => parameter.in === 'query')
          .flatMap(({ name }) =>
            SQL.flatMap((text) => (name === 'cursor' ? cursors(text) : [text])).map((text) => async () => {
              const result = await asked('GET', `${at}?${name}=${encodeURIComponent(text)}`);
              return { ...result, at };
            }),
          );
      });
    const results = await inParallel(8, tasks);
    expectText(results, 'filters and cursors');
    expect(results.length).toBeGreaterThan(40 * 10);
    const most = new Map<string, number>();
    for (const at of new Set(results.map((each) => each.at)))
      most.set(at, (await asked('GET', `${at}?limit=200`)).items);
    expect(results.filter(({ at, items }) => items > (most.get(at) ?? 0)).map(({ what }) => what)).toEqual(
      [],
    );
    expect(await countRows()).toEqual(before);
  }, 120_000);

  it('in paths', async () => {
    const before = await countRows();
    const tasks = ground.operations.flatMap(({ method, path, parameters }) =>
      parameters
        .filter((parameter) => parameter.in === 'path')
        .flatMap(({ name }) =>
          SQL.map((text) => () => {
            const at = filled(path, (other) => (other === name ? text : idIn(path, other, ground.ids)));
            return asked(method, at, method === 'GET' || method === 'DELETE' ? undefined : {});
          }),
        ),
    );
    const results = await inParallel(8, tasks);
    expectText(results, 'paths');
    expect(results.filter(({ items }) => items > 0).map(({ what }) => what)).toEqual([]);
    expect(await countRows()).toEqual(before);
  }, 120_000);
});
