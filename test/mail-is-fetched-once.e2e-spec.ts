import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboundView } from '#libs/contracts';
import { plainMail } from './fixtures/incoming-mail.ts';
import type { Api } from './harness/api.ts';
import { ScratchDovecot } from './harness/scratch-dovecot.ts';
import { programPath } from './harness/servers.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const isHere = programPath('dovecot') !== null;
if (!isHere) process.stderr.write('skipped: mail fetched by IMAP needs dovecot, which is not installed\n');
const described = isHere ? describe : describe.skip;

described(`mail is fetched once (queues on ${QUEUES})`, () => {
  let dovecot: ScratchDovecot;
  let test: TestService;
  let staff: Api;

  beforeAll(async () => {
    const started = await ScratchDovecot.start();
    if (started === null) throw new Error('dovecot has gone');
    dovecot = started;
    test = await startedWith('?every=1');
    staff = await test.signUp('responder');
  });
  afterAll(async () => {
    await test.stop();
    await dovecot.stop();
  });

  const startedWith = (options: string) =>
    TestService.start({
      env: { INBOUND_IMAP_URL: dovecot.url(options), INBOUND_MAX_BYTES: '65536' },
      smtp: false,
    });
  const mail = (subject: string, ...more: string[]) =>
    [
      'Return-Path: <someone@elsewhere.example>',
      ...more,
      plainMail({ from: 'someone@elsewhere.example', to: 'cert@dns-cert.example', subject }, 'Hello'),
    ].join('\r\n');
  const inbox = async (api = staff) =>
    (await api.get<{ items: InboundView[] }>('inbox')).body.items.filter(({ state }) => state !== 'received');
  const count = async (service = test) =>
    Number((await service.sql<{ n: string }>('SELECT count(*) AS n FROM inbound_messages'))[0]?.n);
  const unseen = () =>
    dovecot.within(async (client) => {
      await client.mailboxOpen('INBOX', { readOnly: true });
      return (await client.search({ seen: false })) as number[];
    });

  it('its bytes are kept, then it is marked as seen; what was seen by somebody else is taken as well', async () => {
    const first = mail('first', 'X-Original-To: report@dns-cert.example');
    await dovecot.deliver(first);
    await dovecot.within((client) => client.append('INBOX', mail('read by a person'), ['\\Seen']));
    await until(async () => (await inbox()).length === 2);
    await until(async () => (await unseen()).length === 0);
    const [second, report] = await inbox();
    expect([second?.subject, second?.mailbox]).toEqual(['read by a person', 'desk']);
    expect([report?.subject, report?.mailbox]).toEqual(['first', 'report']);
    expect((await staff.get(`inbox/${report?.id ?? ''}/raw`)).text).toBe(first);
  });

  it('the next comes when the server is back, and none comes twice', async () => {
    await dovecot.down();
    await dovecot.up();
    await dovecot.deliver(mail('after a while'));
    await until(async () => (await inbox()).length === 3, 30_000);
    await dovecot.within(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsRemove('1:*', ['\\Seen']);
    });
    await until(async () => (await unseen()).length === 0);
    expect(await count()).toBe(3);
  });

  it('of what is too large the beginning is put aside', async () => {
    await dovecot.deliver(
      mail('large', `X-Filler: ${'x'.repeat(900)}`) + 'x'.repeat(70).concat('\r\n').repeat(2_000),
    );
    await until(async () => (await inbox()).length === 4);
    const [large] = await inbox();
    const { body } = await staff.get<InboundView>(`inbox/${large?.id ?? ''}`);
    expect(body).toMatchObject({
      state: 'quarantined',
      asideWhy: expect.stringContaining('more than 65536'),
    });
  });

  it('stays away while it cannot be kept, and is moved where that is asked', async () => {
    await test.stop();
    await dovecot.within((client) => client.mailboxCreate('Done'));
    test = await startedWith('?every=1&move=Done');
    staff = await test.signUp('responder');
    await until(async () => (await count()) === 4);
    const left = () =>
      dovecot.within(
        async (client) => (await client.status('INBOX', { messages: true })) as { messages: number },
      );
    await until(async () => (await left()).messages === 0);
    await test.sqlAsSuperuser('ALTER TABLE inbound_messages RENAME TO inbound_away');
    await dovecot.deliver(mail('later'));
    await until(async () => (await left()).messages === 1);
    await test.sqlAsSuperuser('ALTER TABLE inbound_away RENAME TO inbound_messages');
    await until(async () => (await left()).messages === 0, 30_000);
    expect(await count()).toBe(5);
  });
});
