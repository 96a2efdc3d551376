import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pathWithoutSecrets } from '../apps/server/process/logging.ts';
import { lettersTo, secretLinkOf, tablesWith } from './fixtures/letters.ts';
import type { Answer, Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_ANSWER = { accept: 'application/json' };
const DAY = 86_400;
let used = 0;

describe(`an invitation opens one account (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let stranger: Api;
  let email: string;

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators({
      slug: 'registry-a',
      name: 'Registry of A',
      contacts: [{ email: 'noc@registry-a.example', role: 'security' }],
    });
    await test.signUp('lead', { email: 'lead@cert.example', password: PASSWORD });
    stranger = test.api();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    // Anew: the clock may have jumped past the end of a session.
    lead = await test.signIn('lead@cert.example', PASSWORD);
    email = `guest-${(used += 1)}@registry-a.example`;
  });

  const invite = (body: Record<string, unknown> = {}, by: Api = lead, headers = {}) =>
    by.post<{ id: string; code?: string }>(
      'invitations',
      { email, role: 'operator', operator: 'registry-a', ...body },
      headers,
    );
  /** Of the last letter to that address. */
  async function linkTo(address = email): Promise<string> {
    await test.settled();
    const last = (await lettersTo(test, address)).at(-1);
    if (last === undefined) throw new Error(`nothing came to ${address}`);
    return secretLinkOf(last);
  }
  async function invited(body: Record<string, unknown> = {}): Promise<{ id: string; link: string }> {
    const answer = await invite(body);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return { id: answer.body.id, link: await linkTo() };
  }
  const accept = (link: string, body: Record<string, unknown> = {}) =>
    stranger.post(link, { name: 'New Person', password: PASSWORD, ...body }, JSON_ANSWER);
  const accounts = (address = email) =>
    test.sql('SELECT email, name, role, operator_id FROM users WHERE lower(email) = lower($1)', [address]);
  const deadLink = (answer: Answer) => [answer.status, answer.body['code'], answer.body['detail']];
  const DEAD = [
    404,
    'access.link_invalid',
    'This link was used already, was withdrawn, or is too old. Ask the CERT for a new one.',
  ];

  it('with a link that stands in one signed mail, and nowhere else', async () => {
    const answer = await invite({ name: 'Ana of NOC' });
    expect(answer).toMatchObject({
      status: 201,
      body: { email, name: 'Ana of NOC', role: 'operator', state: 'open' },
    });
    await test.settled();
    const [letter, ...more] = await lettersTo(test, email);
    expect(more).toEqual([]);
    if (letter === undefined) throw new Error('no letter');
    expect(letter.text).toContain('Invited by  lead\n');
    expect(letter.text).toContain('Your role   operator: reports incidents');
    expect(letter.text).toContain('Operator    Registry of A\n');
    expect(letter.text).toMatch(/The link works once, until \w{3} \d{4}-\d\d-\d\d \d\d:\d\d UTC\./);
    expect(letter.text).toContain('Did you not expect this?');
    const link = secretLinkOf(letter);
    expect(letter.text).toContain(`http://localhost`);
    const secret = link.split('/').at(-1) ?? '';
    expect(answer.text).not.toContain(secret);
    expect((await lead.get('invitations')).text).not.toContain(secret);
    expect(await tablesWith(test, secret)).toEqual([]);
    expect(pathWithoutSecrets(link)).toBe('/invitation/[redacted]');
  });

  it('which, opened alone, changes nothing', async () => {
    const { link } = await invited();
    for (let opened = 0; opened < 5; opened += 1) {
      const answer = await stranger.get(link);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(email);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
    expect(await stranger.get(link, JSON_ANSWER)).toMatchObject({
      status: 200,
      body: { email, role: 'operator', operatorName: 'Registry of A' },
    });
    expect(await accounts()).toEqual([]);
  });

  it('by a form, with the address, role and operator of the invitation', async () => {
    const { link } = await invited();
    const form = (fields: Record<string, string>) =>
      stranger.call('POST', link, new URLSearchParams(fields).toString(), FORM);
    const cheats: Record<string, string>[] = [
      { email: 'mallory@evil.example' },
      { role: 'lead' },
      { operator: 'x' },
      { operatorId: 'x' },
    ];
    for (const cheat of cheats) {
      const refused = await form({ name: 'Ana', password: PASSWORD, ...cheat });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('role="alert"');
    }
    const short = await form({ name: 'Ana', password: 'short' });
    expect([short.status, short.text]).toEqual([400, expect.stringContaining('at least 10 characters')]);
    expect(await accounts()).toEqual([]);
    const welcome = await form({ name: 'Ana <b>', password: PASSWORD });
    expect([welcome.status, welcome.text]).toEqual([200, expect.stringContaining('Your account is open')]);
    expect(await accounts()).toEqual([
      { email, name: 'Ana <b>', role: 'operator', operator_id: await test.operatorId('registry-a') },
    ]);
    const own = await test.signIn(email.toUpperCase(), PASSWORD);
    expect((await own.get('account')).body).toMatchObject({ email, role: 'operator' });
    expect(deadLink(await accept(link))).toEqual(DEAD);
    expect((await stranger.get(link)).status).toBe(404);
  });

  it('one, of twenty who come at the same moment', async () => {
    const { link } = await invited();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => accept(link, { name: `Person ${index}` })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 404)]);
    expect(await accounts()).toHaveLength(1);
  });

  it('of several for one address, the last that was asked for', async () => {
    const first = await invited();
    const second = await invited({ role: 'observer', operator: undefined });
    expect(first.link).not.toBe(second.link);
    expect(deadLink(await accept(first.link))).toEqual(DEAD);
    // Those that come together too.
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => invite({ email: email.toUpperCase() })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(deadLink(await accept(second.link))).toEqual(DEAD);
    await test.settled();
    const links = (await lettersTo(test, email.toUpperCase())).map(secretLinkOf);
    const outcomes = await Promise.all(links.map(async (link) => (await accept(link)).status));
    expect(outcomes.sort()).toEqual([200, 404, 404, 404, 404]);
    expect(await accounts()).toHaveLength(1);
  });

  it('not when it was revoked, has run out, or its lead has left', async () => {
    const revoked = await invited();
    expect((await lead.call('DELETE', `invitations/${revoked.id}`)).status).toBe(204);
    expect((await lead.call('DELETE', `invitations/${revoked.id}`)).status).toBe(404);
    expect(deadLink(await accept(revoked.link))).toEqual(DEAD);

    await test.signUp('lead', { email: 'leaving@cert.example', password: PASSWORD });
    const leaving = await test.signIn('leaving@cert.example', PASSWORD);
    const leavingId = (await leaving.get<{ id: string }>('account')).body.id;
    email = `theirs-${email}`;
    expect((await invite({ role: 'lead', operator: undefined }, leaving)).status).toBe(201);
    const theirs = await linkTo();
    expect((await stranger.get(theirs)).status).toBe(200);
    await lead.post(`users/${leavingId}/deactivation`, { reason: 'Left' });
    expect(deadLink(await accept(theirs))).toEqual(DEAD);
    await lead.call('DELETE', `users/${leavingId}/deactivation`);
    expect(deadLink(await accept(theirs))).toEqual(DEAD);

    email = `demoted-${email}`;
    const again = await test.signIn('leaving@cert.example', PASSWORD);
    expect((await invite({ role: 'lead', operator: undefined }, again)).status).toBe(201);
    const demoted = await linkTo();
    const { headers } = await lead.get(`users/${leavingId}`);
    const patched = await lead.patch(
      `users/${leavingId}`,
      { role: 'responder' },
      { 'if-match': headers.get('etag') ?? '' },
    );
    expect(patched.status).toBe(200);
    expect(deadLink(await accept(demoted))).toEqual(DEAD);

    email = `late-${email}`;
    const late = await invited();
    const states = async () => {
      const { body } = await lead.get<{ items: { state: string }[] }>('invitations?limit=4');
      return body.items.map(({ state }) => state);
    };
    expect(await states()).toEqual(['open', 'void', 'revoked', 'revoked']);
    await test.jump(7 * DAY + 1);
    lead = await test.signIn('lead@cert.example', PASSWORD);
    expect(deadLink(await accept(late.link))).toEqual(DEAD);
    expect(await states()).toEqual(['expired', 'expired', 'revoked', 'revoked']);
    expect(await accounts()).toEqual([]);
  });

  it('and answers a link that never was as one that is over', async () => {
    const never = await accept(`/invitation/${'x'.repeat(43)}`);
    expect(deadLink(never)).toEqual(DEAD);
  });

  it('for no address that has one, not by another way of writing, not one that was deactivated', async () => {
    await test.signUp('operator', { email, operator: 'registry-a' });
    for (const address of [email, email.toUpperCase()])
      expect(await invite({ email: address })).toMatchObject({
        status: 409,
        body: { code: 'access.user_exists' },
      });
    await test.sql('UPDATE users SET deactivated_at = dnscert_now() WHERE email = $1', [email]);
    const gone = await invite();
    expect([gone.status, gone.body]).toEqual([
      409,
      expect.objectContaining({ detail: expect.stringContaining('Reactivate it instead') }),
    ]);
    // One that was made on another way meanwhile.
    email = `meanwhile-${email}`;
    const { link } = await invited();
    await test.signUp('operator', { email, operator: 'registry-a' });
    expect(deadLink(await accept(link))).toEqual(DEAD);
  });

  it('by leads alone, in a session, with a role that fits', async () => {
    const token = await test.signUp('lead');
    expect(await invite({}, token)).toMatchObject({
      status: 403,
      body: { detail: 'Only a person who has signed in may do this, never a token.' },
    });
    for (const role of ['operator', 'responder', 'observer'] as const) {
      const address = `${role}-${email}`;
      await test.signUp(role, {
        email: address,
        password: PASSWORD,
        ...(role === 'operator' ? { operator: 'registry-a' } : {}),
      });
      expect((await invite({}, await test.signIn(address, PASSWORD))).status).toBe(403);
    }
    const codes = await Promise.all(
      [
        { operator: undefined },
        { role: 'lead' },
        { operator: 'nowhere' },
        { role: 'king' },
        { admin: true },
      ].map(async (body) => {
        const answer = await invite(body);
        return [answer.status, answer.body.code];
      }),
    );
    expect(codes).toEqual([
      [400, 'access.operator_needed'],
      [400, 'access.operator_not_wanted'],
      [400, 'request.invalid'],
      [400, 'request.invalid'],
      [400, 'request.invalid'],
    ]);
    await test.settled();
    expect(await lettersTo(test, email)).toEqual([]);
  });

  it('once for an Idempotency-Key, and all of it stands in the audit', async () => {
    const key = { 'idempotency-key': 'once' };
    const [first, second] = [await invite({}, lead, key), await invite({}, lead, key)];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    const link = await linkTo();
    expect(await lettersTo(test, email)).toHaveLength(1);
    const accepted = await accept(link);
    expect(accepted.status).toBe(200);
    const entries = await test.sql(
      `SELECT type, actor ->> 'name' AS name, data FROM audit_entries WHERE subject_id = $1 ORDER BY at`,
      [first.body.id],
    );
    expect(entries).toEqual([
      { type: 'user.invited', name: 'lead', data: { email, role: 'operator' } },
      {
        type: 'invitation.accepted',
        name: 'New Person',
        data: { role: 'operator', userId: accepted.body['id'] },
      },
    ]);
  });
});
