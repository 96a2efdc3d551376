import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostileGround, idIn } from './fixtures/hostile-ground.ts';
import type { HostileGround } from './fixtures/hostile-ground.ts';
import { filled } from './fixtures/operations.ts';
import { QUEUES } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const EVIL = 'https://evil.example';
const JSON_TYPE = { 'content-type': 'application/json' };

interface Try {
  headers: Record<string, string>;
  /** Over the operation's own; a form's is POST. */
  method?: string;
  /** How the body is written; default JSON. */
  form?: 'urlencoded' | 'text' | 'multipart' | 'none';
}

const site = (value: string): Try => ({ headers: { ...JSON_TYPE, 'sec-fetch-site': value } });
const origin = (value: string): Try => ({ headers: { ...JSON_TYPE, origin: value } });
const form = (kind: Try['form'], type: string, more: Record<string, string> = {}): Try => ({
  form: kind,
  headers: { 'content-type': type, ...more },
});
const URLENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=b';

/** What a page of another site can make a browser send, and some that old browsers could. */
const TRIES: Record<string, (own: string) => Try> = {
  'a foreign origin': () => origin(EVIL),
  'the origin null of a sandbox': () => origin('null'),
  'an empty origin': () => origin(''),
  'an origin that is no address': () => origin('evil'),
  'an origin that begins like ours': (own) => origin(`${own}.evil.example`),
  'an origin that ends like ours': (own) => origin(`http://evil-${new URL(own).host}`),
  'our host at another port': () => origin('http://127.0.0.1:1'),
  'our host in the user of another': (own) => origin(`http://${new URL(own).host}@evil.example`),
  'two origins': (own) => origin(`${own}, ${EVIL}`),
  'an extension': () => origin('chrome-extension://abcdef'),
  'a file': () => origin('file://'),
  'cross-site': () => site('cross-site'),
  'same-site': () => site('same-site'),
  'an unknown site': () => site('anything'),
  'our origin, but cross-site': (own) => ({
    headers: { ...JSON_TYPE, origin: own, 'sec-fetch-site': 'cross-site' },
  }),
  'a foreign origin that says same-origin': () => ({
    headers: { ...JSON_TYPE, origin: EVIL, 'sec-fetch-site': 'same-origin' },
  }),
  'a foreign origin and a referer of ours': (own) => ({
    headers: { ...JSON_TYPE, origin: EVIL, referer: `${own}/` },
  }),
  'a form': () => form('urlencoded', URLENCODED),
  'a form of a foreign origin': () => form('urlencoded', URLENCODED, { origin: EVIL }),
  'a form in plain text that is JSON': () => form('text', 'text/plain'),
  'a form in plain text of the origin null': () => form('text', 'text/plain', { origin: 'null' }),
  'a form in parts': () => form('multipart', MULTIPART, { origin: EVIL }),
  'a form in parts, cross-site': () => form('multipart', MULTIPART, { 'sec-fetch-site': 'cross-site' }),
  'JSON that says it is a form': () => form('text', URLENCODED),
  'JSON that says nothing': () => form('text', ''),
  'JSON with a second type': () => form('text', 'text/plain; application/json'),
  'JSON in a beacon': () => ({ headers: { ...JSON_TYPE, origin: EVIL, 'sec-fetch-mode': 'no-cors' } }),
  'a GET': () => ({ headers: {}, method: 'GET', form: 'none' }),
  'a GET that overrides its method': () => ({
    headers: { 'x-http-method-override': 'DELETE', 'x-http-method': 'PATCH', 'x-method-override': 'POST' },
    method: 'GET',
    form: 'none',
  }),
  'a form that overrides its method': () =>
    form('urlencoded', URLENCODED, { origin: EVIL, 'x-http-method-override': 'PATCH' }),
  'a POST without a body': () => ({ headers: { origin: EVIL }, form: 'none' }),
  'a HEAD': () => ({ headers: {}, method: 'HEAD', form: 'none' }),
};

describe(`no other site acts for a person who is signed in (queues on ${QUEUES})`, () => {
  let ground: HostileGround;
  let cookie = '';

  beforeAll(async () => {
    ground = await hostileGround({ ROLES: 'web,worker' });
    await ground.test.signUp('lead', { email: 'victim@staff.example', password: PASSWORD });
    cookie = await signIn();
  });
  afterAll(() => ground.test.stop());

  async function signIn(): Promise<string> {
    const { headers, status } = await ground.nobody.post('session', {
      email: 'victim@staff.example',
      password: PASSWORD,
    });
    expect(status).toBe(201);
    return headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  /**
   * Everything that a call could change; when a session was last seen is told by any look, what is in the record is sealed by
   * itself, and workers say that they live.
   */
  async function everything(): Promise<unknown> {
    const tables = await ground.test.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
          AND table_name NOT IN ('rate_limits', 'sign_in_tries', 'audit_entries', 'worker_signs') AND table_name NOT LIKE 'record\\_%' ORDER BY 1`,
    );
    const digests = tables.map(
      ({ name }) =>
        `SELECT '${name}' AS name, md5(coalesce(string_agg((to_jsonb(t) - 'last_seen_at' - 'last_used_at')::text, ',' ORDER BY to_jsonb(t)::text), '')) AS digest FROM ${name} t`,
    );
    return ground.test.sql(`${digests.join(' UNION ALL ')} ORDER BY name`);
  }

  /** Bodies that would do something, were they believed. */
  const BODIES: Record<string, object> = {
    'POST /api/v1/reports': { summary: 'Planted' },
    'PATCH /api/v1/incidents/{id}': { title: 'Taken over', reason: 'x' },
    'POST /api/v1/incidents/{id}/transitions': { to: 'triaging', reason: 'x' },
    'POST /api/v1/incidents/{id}/notes': { body: 'Planted' },
    'PUT /api/v1/incidents/{id}/affected/{operatorId}': { state: 'not_affected' },
    'POST /api/v1/incidents/{id}/notifications': {
      template: 'update',
      audience: { affected: true },
      body: 'Planted',
    },
    'POST /api/v1/deliveries/{id}/acknowledgement': { answer: 'not_affected' },
  };
  const PARTS = '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nx\r\n--b--\r\n';

  const bodyOf = (attack: Try, body: object): string | undefined => {
    if (attack.form === 'none') return undefined;
    if (attack.form === 'urlencoded')
      return new URLSearchParams(
        Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString();
    return attack.form === 'multipart' ? PARTS : JSON.stringify(body);
  };

  it('by any operation that changes something', async () => {
    await ground.test.settled();
    const own = ground.url;
    const operations = ground.operations.filter(
      ({ method, path }) =>
        method !== 'GET' && !/\/(ack|first-lead)\//.test(path) && !path.startsWith('/api/v1/impact'),
    );
    const before = await everything();
    let calls = 0;
    const done: string[] = [];
    for (const [name, attackOf] of Object.entries(TRIES))
      for (const { method, path } of operations) {
        // A sign-in makes a session of its own, with a password that the attacker knows; it takes JSON alone.
        if (method === 'POST' && path === '/api/v1/session') continue;
        const attack = attackOf(own);
        const answer = await ground.nobody.call(
          // A form can only be posted.
          attack.method ?? (attack.form === undefined ? method : 'POST'),
          filled(path, (parameter) => idIn(path, parameter, ground.ids)),
          bodyOf(attack, BODIES[`${method} ${path}`] ?? {}),
          { cookie, 'if-match': '"1"', ...attack.headers },
        );
        calls += 1;
        if (attack.method === undefined && answer.status < 400) done.push(`${name}: ${method} ${path}`);
        if (answer.status >= 500) done.push(`${answer.status} ${name}: ${method} ${path}`);
      }
    expect(done).toEqual([]);
    const after = await everything();
    process.stdout.write(
      `${Object.keys(TRIES).length} ways of another site x ${operations.length - 1} operations = ${calls} tries, 0 changed\n`,
    );
    expect(after).toEqual(before);
    // The session still stands, and can do all of that from our own pages.
    const headers = { cookie, origin: own, 'sec-fetch-site': 'same-origin' };
    expect((await ground.nobody.get('session', headers)).status).toBe(200);
    const note = await ground.nobody.post(
      `incidents/${ground.ids['incidents'] ?? ''}/notes`,
      { body: 'Mine' },
      headers,
    );
    expect(note.status).toBe(201);
  }, 120_000);

  it('by signing a person out, or in as somebody else', async () => {
    const name = cookie.split('=')[0] ?? '';
    const foreign = { cookie, origin: EVIL };
    expect((await ground.nobody.call('DELETE', 'session', undefined, foreign)).status).toBe(403);
    const planted = await signIn();
    expect(planted).not.toBe(cookie);
    // Two cookies of one name: a neighbour under our domain can add one. Neither says who asks.
    for (const both of [`${planted}; ${cookie}`, `${cookie}; ${planted}`, `${cookie}; ${name}=evil`])
      expect((await ground.nobody.get('session', { cookie: both })).status).toBe(401);
    expect((await ground.nobody.get('session', { cookie: `${cookie}; ${cookie}` })).status).toBe(200);
    for (const type of [URLENCODED, 'text/plain', MULTIPART]) {
      const body = `email=victim%40staff.example&password=${encodeURIComponent(PASSWORD)}`;
      const { status, headers } = await ground.nobody.call('POST', 'session', body, { 'content-type': type });
      expect([status, headers.getSetCookie()]).toEqual([415, []]);
    }
  });

  it('and no answer lets another site read it', async () => {
    for (const path of ['/api/v1/session', '/api/openapi.json', '/', '/livez']) {
      const { headers } = await ground.nobody.get(path, { cookie, origin: EVIL });
      expect([path, [...headers.keys()].filter((name) => name.startsWith('access-control-'))]).toEqual([
        path,
        [],
      ]);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    }
    const preflight = await ground.nobody.call('OPTIONS', 'reports', undefined, {
      origin: EVIL,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    });
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});
