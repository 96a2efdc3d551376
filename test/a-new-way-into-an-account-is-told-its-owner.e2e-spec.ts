import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecondWays } from '#libs/access';
import { messagesOf, textOf } from './fixtures/mails.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const EMAIL = 'duty@staff.example';
const PASSWORD = 'correct horse battery';

describe(`a new way into an account is told its owner (queues on ${QUEUES})`, () => {
  let test: TestService;

  beforeAll(async () => {
    test = await TestService.start();
    await test.signUp('responder', { email: EMAIL, password: PASSWORD });
  });
  afterAll(() => test.stop());

  const told = () =>
    messagesOf(test.sink)
      .filter(({ to }) => to.includes(EMAIL))
      .map(({ raw }) => textOf(raw));
  const isTold = (words: string) => until(() => told().some((text) => text.includes(words)));

  it('by signed mail: a token, recovery codes, and what the administrator took away', async () => {
    const session = await test.signIn(EMAIL, PASSWORD);
    const made = await session.post('account/tokens', { name: 'for a script', scopes: ['read'] });
    expect(made.status).toBe(201);
    await isTold('A token for programs was made.');
    expect((await session.post('account/recovery-codes')).status).toBeLessThan(300);
    await isTold('New recovery codes were made; the earlier ones ended.');
    await test.service.app.get(SecondWays).removeAll(EMAIL);
    await isTold('All passkeys, codes and apps were removed by our administrator.');
    const [mail = ''] = told();
    expect(mail).toContain('/password-reset');
    expect(told().join('\n')).not.toContain(String(made.body['token']));
  });

  it('but not one that was made at the machine itself', async () => {
    const before = told().length;
    await test.tokenOf(EMAIL);
    await test.settled();
    expect(told()).toHaveLength(before);
  });
});
