import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seeded } from './faults/random.ts';
import { hostileGround, idIn } from './fixtures/hostile-ground.ts';
import type { HostileGround } from './fixtures/hostile-ground.ts';
import { BEYOND, MadeUp } from './fixtures/made-up.ts';
import { filled, inParallel } from './fixtures/operations.ts';
import type { DocumentedOperation } from './fixtures/operations.ts';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES } from './harness/service.ts';

const CALLS = 5_000;
const AT_ONCE = 12;
const SEED = 20_260_301;
/** Bodies that are no value of any schema. */
const RAW = [
  '',
  '{',
  'null',
  '"x"',
  '[]',
  '{"a":1,"a":2}',
  '['.repeat(10_000),
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  '{"__proto__":{"role":"lead"},"constructor":{"prototype":{"role":"lead"}}}',
  '{"summary":1e999999}',
  '{"summary":"\\ud800"}',
  '{"summary":"\\u0000"}',
  '\ufeff{}',
  `{"summary":"${'x'.repeat(1_100_000)}"}`,
  `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":0`).join()}}`,
];
const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'x',
  '*/*',
];
const HEADERS: Record<string, string>[] = [
  { 'if-match': '"1"' },
  { 'if-match': '*' },
  { 'if-match': 'W/"99999999999999999999"' },
  { 'idempotency-key': 'one-key' },
  { 'idempotency-key': '\u00e4' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br' },
  { accept: 'text/html' },
  { range: 'bytes=0-' },
];

describe(`any body gets an answer (queues on ${QUEUES})`, () => {
  let ground: HostileGround;
  beforeAll(async () => {
    ground = await hostileGround();
  });
  afterAll(() => ground.test.stop());

  it(`in ${CALLS} calls made up from the OpenAPI document, none a fault of ours`, async () => {
    const { operations, lead, responder, operator, observer, nobody, ids } = ground;
    const made = new MadeUp(
      seeded(SEED),
      {
        ids: Object.values(ids),
        words: [...Object.values(ids), 'registry-b', 'critical', 'RED', 'tld', 'ip'],
      },
      0.12,
    );
    const roles = { lead, responder, operator, observer, nobody };
    const perRole = Math.ceil(CALLS / operations.length / Object.keys(roles).length);
    const tasks = operations.flatMap((operation) =>
      Object.values(roles).flatMap((api) =>
        Array.from({ length: perRole }, () => {
          const request = requestOf(operation, made, ids);
          return () => call(api, operation, request);
        }),
      ),
    );
    // So that what one call leaves behind is there for every other operation.
    shuffle(tasks, made);
    const results = await inParallel(AT_ONCE, tasks);
    const histogram: Record<number, number> = {};
    for (const { answer } of results) histogram[answer.status] = (histogram[answer.status] ?? 0) + 1;
    process.stdout.write(
      `${results.length} made-up calls to ${operations.length} operations: ${JSON.stringify(histogram)}\n`,
    );
    expect(results.length).toBeGreaterThanOrEqual(CALLS);
    expect(results.filter(({ answer }) => answer.status >= 500).map(({ what }) => what)).toEqual([]);
    const silent = results.filter(
      ({ answer: { status, body } }) =>
        // 431 is Node's own answer, before there is a request.
        status >= 400 &&
        ![404, 431].includes(status) &&
        typeof (body as { code?: unknown } | null)?.code !== 'string',
    );
    // Pages answer in HTML: what is not under /api, and the way back from a provider.
    const isPage = /^\d+ [A-Z]+ (\/(?!api\/)|\/api\/v1\/(ack|session\/oidc))/;
    expect(silent.filter(({ what }) => !isPage.test(what)).map(({ what }) => what)).toEqual([]);
    // Enough of them got past the schemas to reach what lies behind.
    expect((histogram[200] ?? 0) + (histogram[201] ?? 0)).toBeGreaterThan(results.length / 10);
  }, 180_000);

  it('and what got in is worked off, all of it, with the record whole', async () => {
    await ground.test.settled(60_000);
    const [left] = await ground.test.sql(
      `SELECT (SELECT count(*)::int FROM reports WHERE state IN ('received', 'quarantined')) AS reports,
              (SELECT count(*)::int FROM announcements WHERE state = 'quarantined') AS announcements,
              (SELECT count(*)::int FROM users WHERE role = 'lead') AS leads`,
    );
    expect(left).toEqual({ reports: 0, announcements: 0, leads: 1 });
    expect(({} as { role?: unknown }).role).toBeUndefined();
    expect((await ground.lead.get('session')).status).toBe(200);
  }, 90_000);

  interface MadeRequest {
    path: string;
    headers: Record<string, string>;
    body?: string;
  }

  function requestOf(operation: DocumentedOperation, made: MadeUp, ids: Record<string, string>): MadeRequest {
    const { method, path, parameters, bodies } = operation;
    const at = filled(path, (name) => (made.isWild(0) ? made.text() : idIn(path, name, ids)));
    const query = parameters
      .filter((parameter) => parameter.in === 'query' && made.below(3) === 0)
      .map(({ name, schema }) => {
        const value = made.value(schema ?? {}, 1);
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`;
      });
    if (made.isWild(1))
      query.push(made.pick(['__proto__[x]=1', 'limit=1&limit=2', 'a[b][c]=d', '%', '=', '&&&']));
    const request: MadeRequest = {
      path: query.length === 0 ? at : `${at}?${query.join('&')}`,
      headers: made.isWild(0) ? made.pick(HEADERS) : {},
    };
    if (method === 'GET' || method === 'DELETE') return request;
    const schema = bodies['application/json'] ?? bodies['multipart/form-data'];
    request.headers = {
      'content-type': made.isWild(1) ? made.pick(TYPES) : 'application/json',
      ...request.headers,
    };
    request.body = made.isWild(1)
      ? made.pick(RAW)
      : JSON.stringify(made.value(schema ?? { type: 'object' })).replaceAll(BEYOND, '1e999');
    return request;
  }

  async function call(
    api: Api,
    { method }: DocumentedOperation,
    { path, headers, body }: MadeRequest,
  ): Promise<{ what: string; answer: Answer<unknown> }> {
    const latin = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
    );
    const answer = await api.call(method, path, body, latin);
    const what = `${answer.status} ${method} ${path} ${JSON.stringify(headers)} ${(body ?? '').slice(0, 2_000)}`;
    return { what, answer };
  }

  function shuffle(tasks: unknown[], made: MadeUp): void {
    for (let index = tasks.length - 1; index > 0; index -= 1) {
      const other = made.below(index + 1);
      [tasks[index], tasks[other]] = [tasks[other], tasks[index]];
    }
  }
});
