import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pathWithoutSecrets } from '../apps/server/process/logging.ts';
import { lettersTo, secretLinkOf, tablesWith } from './fixtures/letters.ts';
import type { Answer, Api } from './harness/api.ts';
import { messagesOf } from './fixtures/mails.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const NEW = 'another horse, other battery';
const HOUR = 3_600;
/** Asks a side; with the median of so many, what the machine does beside does not count. */
const SAMPLES = 120;
const JSON_ANSWER = { accept: 'application/json' };
let used = 0;
const nextAddress = () => `203.0.${(used += 1) >> 8}.${used & 255}`;

describe(`a forgotten password is replaced by mail (queues on ${QUEUES})`, () => {
  let test: TestService;
  let stranger: Api;
  let email: string;

  beforeAll(async () => {
    test = await TestService.start();
    stranger = test.api();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    email = `person-${(used += 1)}@staff.example`;
    await test.signUp('responder', { email, password: PASSWORD });
  });

  const ask = (address = email, from = nextAddress()) =>
    stranger.post('password-resets', { email: address }, { 'x-forwarded-for': from });
  const resetLetters = async (address = email) => {
    await test.settled();
    return (await lettersTo(test, address)).filter(({ subject }) => subject.includes('A new password'));
  };
  async function linkTo(address = email): Promise<string> {
    const last = (await resetLetters(address)).at(-1);
    if (last === undefined) throw new Error(`nothing came to ${address}`);
    return secretLinkOf(last);
  }
  const use = (link: string, password = NEW) => stranger.post(link, { password }, JSON_ANSWER);
  const signIn = async (password: string, address = email) =>
    (await stranger.post('session', { email: address, password }, { 'x-forwarded-for': nextAddress() }))
      .status;
  const deadLink = ({ status, body }: Answer) => [status, body['code']];
  const DEAD = [404, 'access.link_invalid'];

  it('signed, with a link that works once and stands nowhere else', async () => {
    const session = await test.signIn(email, PASSWORD);
    expect((await ask(email.toUpperCase())).status).toBe(202);
    const [letter, ...more] = await resetLetters();
    expect(more).toEqual([]);
    expect(letter?.text).toMatch(/The link works once, until \w{3} \d{4}-\d\d-\d\d \d\d:\d\d UTC\./);
    const link = await linkTo();
    expect(await tablesWith(test, link.split('/').at(-1) ?? '')).toEqual([]);
    expect(pathWithoutSecrets(link)).toBe('/password-reset/[redacted]');
    // Scanners open links.
    for (let opened = 0; opened < 3; opened += 1) expect((await stranger.get(link)).status).toBe(200);
    expect(await signIn(PASSWORD)).toBe(201);
    expect((await use(link, 'short')).status).toBe(400);
    const answers = await Promise.all(Array.from({ length: 10 }, () => use(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 404),
    ]);
    expect([await signIn(PASSWORD), await signIn(NEW)]).toEqual([401, 201]);
    expect((await session.get('account')).status).toBe(401);
    expect(deadLink(await use(link))).toEqual(DEAD);
    await test.settled();
    const told = (await lettersTo(test, email)).filter(({ subject }) => subject.includes('was changed'));
    expect(told).toHaveLength(1);
    const entries = await test.sql<{ type: string; actor: string; network: string }>(
      `SELECT e.type, e.actor ->> 'name' AS actor FROM audit_entries e JOIN users u ON u.id::text = e.subject_id
        WHERE u.email = $1 AND e.type LIKE 'password%' ORDER BY e.at`,
      [email],
    );
    expect(entries).toEqual([
      { type: 'password.reset_asked', actor: 'unknown' },
      { type: 'password.reset', actor: email.split('@')[0] },
    ]);
  });

  it('by pages too, for who has no program', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await stranger.get('/password-reset')).text).toContain('Mail me a link');
    expect((await stranger.call('POST', '/password-reset', 'email=nobody', form)).status).toBe(400);
    const asked = await stranger.call('POST', '/password-reset', `email=${encodeURIComponent(email)}`, form);
    expect([asked.status, asked.text]).toEqual([202, expect.stringContaining('Look into your mail')]);
    const link = await linkTo();
    const short = await stranger.call('POST', link, 'password=short', form);
    expect([short.status, short.text]).toEqual([400, expect.stringContaining('at least 10 characters')]);
    const done = await stranger.call('POST', link, `password=${encodeURIComponent(NEW)}`, form);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('Your password is set')]);
    expect(await signIn(NEW)).toBe(201);
    expect((await stranger.get(link)).text).toContain('This link is not open');
  });

  it('to nobody who has no account here, or has left, and both are answered alike', async () => {
    const left = `left-${email}`;
    await test.signUp('responder', { email: left, password: PASSWORD });
    await test.sql('UPDATE users SET deactivated_at = dnscert_now() WHERE email = $1', [left]);
    const before = messagesOf(test.sink).length;
    const answers = [await ask(`nobody-${email}`), await ask(left), await ask()];
    const [first] = answers;
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([202, first?.body]);
    await test.settled();
    expect(
      messagesOf(test.sink)
        .slice(before)
        .flatMap(({ to }) => to),
    ).toEqual([email]);
    expect(
      await test.sql(`SELECT 1 FROM password_resets WHERE email IS NOT NULL OR address IS NOT NULL`),
    ).toEqual([]);
  });

  it('and neither does the time of the answer tell who has one', async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const known = Array.from({ length: SAMPLES }, (_, index) => `known-${index}-${email}`);
    // Without passwords: a hash each would take longer than the test.
    for (const address of known) await test.signUp('responder', { email: address });
    const timed = async (kind: 'known' | 'unknown', address: string) => {
      const begun = performance.now();
      const { status } = await ask(address);
      times[kind].push(performance.now() - begun);
      expect(status).toBe(202);
      // What the answer causes belongs to no other answer's time.
      await test.settled();
    };
    for (const [index, address] of known.entries()) {
      // In turns, so that whatever slows the machine slows both.
      const order = index % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
      for (const kind of order) await timed(kind, kind === 'known' ? address : `un${address}`);
    }
    const median = (of: number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
    const ratio = median(times.known) / median(times.unknown);
    process.stdout.write(
      `a link asked for, ${SAMPLES} times each: known ${median(times.known).toFixed(2)} ms, unknown ${median(times.unknown).toFixed(2)} ms, ratio ${ratio.toFixed(2)}\n`,
    );
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
    expect(
      messagesOf(test.sink).filter(({ to }) => to.some((address) => address.startsWith('unknown'))),
    ).toEqual([]);
  }, 180_000);

  it('three times an hour, and who asks for others makes no link of theirs useless', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const letters = await resetLetters();
    expect(letters).toHaveLength(3);
    const [first, second] = letters.map(secretLinkOf);
    expect((await use(first ?? '')).status).toBe(200);
    // One that was used ends the others.
    expect(deadLink(await use(second ?? ''))).toEqual(DEAD);
  });

  it('thirty times from one network, whoever is asked for', async () => {
    const from = nextAddress();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        ask(index % 2 === 0 ? email : `nobody-${index}@x.example`, from),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 202)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask()).status).toBe(202);
  });

  it('and by who still knows the old one, at once, which leaves that session alone', async () => {
    const [here, there] = [await test.signIn(email, PASSWORD), await test.signIn(email, PASSWORD)];
    await ask();
    const link = await linkTo();
    const change = (current: string, api = here) =>
      api.post('account/password', { current, new: NEW }, { 'x-forwarded-for': '198.51.100.9' });
    expect(await change('wrong')).toMatchObject({
      status: 403,
      body: { code: 'access.current_password_wrong' },
    });
    expect((await change(PASSWORD)).status).toBe(204);
    expect([(await here.get('account')).status, (await there.get('account')).status]).toEqual([200, 401]);
    expect([await signIn(PASSWORD), await signIn(NEW)]).toEqual([401, 201]);
    expect(deadLink(await use(link))).toEqual(DEAD);
    // A session that was left open is no way to guess.
    const statuses: number[] = [];
    for (let tried = 0; tried < 12; tried += 1) statuses.push((await change(`guess ${tried}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429, 429]);
  });

  it('within an hour', async () => {
    await ask();
    const link = await linkTo();
    await test.jump(HOUR + 1);
    expect(deadLink(await use(link))).toEqual(DEAD);
    expect(deadLink(await use(`/password-reset/${'x'.repeat(43)}`))).toEqual(DEAD);
    expect(await signIn(PASSWORD)).toBe(201);
  });
});
