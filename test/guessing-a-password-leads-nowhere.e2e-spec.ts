import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startService } from '../apps/server/service.ts';
import type { Service } from '../apps/server/service.ts';
import type { Answer } from './harness/api.ts';
import { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const PASSWORD = 'correct horse battery';
const GUESSES = 10_000;
const AT_ONCE = 40;
const WINDOW = 15 * 60;
/** Addresses of a documentation network; the service believes a proxy on loopback. */
const from = (address: string) => ({ 'x-forwarded-for': address });
let used = 0;
const nextAddress = () => `198.51.100.${(used += 1)}`;

describe(`guessing a password leads nowhere (queues on ${QUEUES})`, () => {
  let test: TestService;
  let replica: Service;
  let here: Api;
  let there: Api;
  let email: string;

  beforeAll(async () => {
    // As many requests as one likes: what is tried here is the limit of tries.
    test = await TestService.start({ env: { ROLES: 'web', RATE_LIMIT_ADDRESS: '1000000' } });
    replica = await startService({ ...test.config, PORT: 0 });
    here = test.api();
    there = new Api(replica.url ?? '');
  });
  afterAll(async () => {
    await replica.stop();
    await test.stop();
  });
  beforeEach(async () => {
    email = `user-${(used += 1)}@staff.example`;
    await test.signUp('responder', { email, password: PASSWORD });
  });

  const signIn = (api: Api, password: string, address: string, who = email): Promise<Answer> =>
    api.post('session', { email: who, password }, from(address));
  const statuses = async (answers: Promise<Answer>[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  it('in ten thousand tries, the right one among them', async () => {
    const address = nextAddress();
    const counts: Record<number, number> = {};
    for (let done = 0; done < GUESSES; done += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, (_, index) =>
        signIn(
          index % 2 === 0 ? here : there,
          done + index === 5_000 ? PASSWORD : `guess ${done + index}`,
          address,
        ),
      );
      for (const [status, count] of Object.entries(await statuses(some)))
        counts[Number(status)] = (counts[Number(status)] ?? 0) + count;
    }
    process.stdout.write(`${GUESSES} guesses at a password: ${JSON.stringify(counts)}\n`);
    expect(counts).toEqual({ 401: 10, 429: GUESSES - 10 });
  }, 240_000);

  it('and says when the next try is looked at', async () => {
    const address = nextAddress();
    for (let tried = 0; tried < 10; tried += 1) await signIn(here, 'wrong', address);
    const answer = await signIn(there, PASSWORD, address);
    expect(answer).toMatchObject({ status: 429, body: { code: 'access.too_many_tries' } });
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(WINDOW - 60);
    expect(seconds).toBeLessThanOrEqual(WINDOW);
    expect(answer.headers.getSetCookie()).toEqual([]);
    await test.jump(seconds + 1);
    expect((await signIn(here, PASSWORD, address)).status).toBe(201);
  });

  it('and an account that there is not answers like one that there is', async () => {
    const address = nextAddress();
    const answersFor = async (who: string) => {
      const answers: unknown[] = [];
      for (let tried = 0; tried < 12; tried += 1) {
        const { status, body } = await signIn(here, 'wrong', address, who);
        answers.push([status, body['code'], body['detail']]);
      }
      return answers;
    };
    expect(await answersFor('nobody@staff.example')).toEqual(await answersFor(email));
  });

  it('while its owner, elsewhere, comes in as ever', async () => {
    const address = nextAddress();
    // More than one account may be tried from everywhere.
    for (let tried = 0; tried < 600; tried += AT_ONCE)
      await statuses(Array.from({ length: AT_ONCE }, () => signIn(here, 'wrong', address)));
    expect((await signIn(here, PASSWORD, nextAddress())).status).toBe(201);
    expect((await signIn(here, PASSWORD, address)).status).toBe(429);
  });

  it('and whoever mistypes now and then is not counted for ever', async () => {
    const address = nextAddress();
    for (let day = 0; day < 4; day += 1) {
      for (let tried = 0; tried < 9; tried += 1) await signIn(here, 'mistyped', address);
      expect((await signIn(here, PASSWORD, address)).status).toBe(201);
    }
  });

  it('at many accounts from one network neither', async () => {
    const answers: Promise<Answer>[] = [];
    for (let tried = 0; tried < 130; tried += 1)
      answers.push(
        signIn(here, 'wrong', `2001:db8:1:1::${tried.toString(16)}`, `someone-${tried}@staff.example`),
      );
    expect(await statuses(answers)).toEqual({ 401: 100, 429: 30 });
    expect((await signIn(here, PASSWORD, '2001:db8:1:2::1')).status).toBe(201);
  });

  it('at one account from everywhere neither', async () => {
    const answers: Promise<Answer>[] = [];
    for (let tried = 0; tried < 520; tried += 1) {
      answers.push(signIn(here, 'wrong', `203.0.${tried >> 8}.${tried & 255}`));
      if (tried % AT_ONCE === 0) await answers.at(-1);
    }
    expect(await statuses(answers)).toEqual({ 401: 500, 429: 20 });
  }, 120_000);

  it('and of whose account it was, nothing is kept but a digest, for as long as it counts', async () => {
    const rows = await test.sql<{ subject: string }>('SELECT subject FROM sign_in_tries');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ subject }) => subject.includes('@'))).toEqual([]);
  });
});
