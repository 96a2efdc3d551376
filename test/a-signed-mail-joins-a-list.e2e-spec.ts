import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboundView } from '#libs/contracts';
import { Listener } from '#libs/inbox';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { bring, plainMail, signedMail, signedMailWithKey } from './fixtures/incoming-mail.ts';
import { messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const READER = 'reader@people.example';
const MEMBER = 'member@people.example';

interface Subscription {
  id: string;
  email: string;
  state: string;
  keyFingerprint: string | null;
}

describe(`a signed mail joins a list, leaves it, and changes a key (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let staff: Api;
  let port: number;
  let key: TestKey;

  beforeAll(async () => {
    test = await TestService.start({ env: { INBOUND_SMTP_PORT: '0' } });
    port = test.service.app.get(Listener).port ?? 0;
    lead = await test.signUp('lead', { email: 'lead@cert.example' });
    staff = await test.signUp('responder', { email: 'duty@cert.example' });
    key = await openpgpKey(READER);
    await lead.post('lists', { slug: 'news', name: 'News', tlp: 'CLEAR', open: true });
    await lead.post('lists', { slug: 'closed', name: 'Closed', tlp: 'GREEN' });
  });
  afterAll(() => test.stop());

  const came = async (from: string, token: string, raw: string) => {
    messagesOf(test.sink).length = 0;
    const { response } = await bring(port, from, addressOf(token), raw);
    const id = / ([0-9a-f-]{36})/.exec(response)?.[1] ?? response;
    await until(async () => (await staff.get<InboundView>(`inbox/${id}`)).body.state !== 'received');
    await test.settled();
    return (await staff.get<InboundView>(`inbox/${id}`)).body;
  };
  const addressOf = (token: string) => `list+${token}@dns-cert.example`;
  const withKey = (from: string, text: string, by: TestKey, carried = by) =>
    signedMailWithKey({ from, to: addressOf('x') }, text, carried.publicKey, (part) => by.detachSign(part));
  const signed = (from: string, text: string, by: TestKey) =>
    signedMail({ from, to: addressOf('x') }, text, (part) => by.detachSign(part));
  const texts = () => messagesOf(test.sink).map(({ raw }) => textOf(raw));
  const members = async (list: string) =>
    (await staff.get<{ items: Subscription[] }>(`lists/${list}/subscriptions`)).body.items;

  it('with the key that signed it, once the link in the answer is confirmed', async () => {
    const mail = await withKey(READER, 'subscribe news fr', key);
    const became = await came(READER, 'news-subscribe', mail);
    expect(became).toMatchObject({ outcome: 'subscription', mailbox: 'list' });
    expect((await members('news')).map(({ email, state }) => [email, state])).toEqual([[READER, 'asked']]);
    expect([recipientsOf(test.sink), texts()[0]]).toEqual([
      [READER],
      expect.stringContaining('Était-ce vous'),
    ]);
    const path = /\/list-confirm\/\S+/.exec(texts()[0] ?? '')?.[0] ?? '';
    await test.api().post(path, {});
    const [member] = await members('news');
    expect([member?.state, member?.keyFingerprint]).toEqual([
      'active',
      expect.stringMatching(/^[0-9A-F]{40}$/),
    ]);
    // The same bytes again are nobody's word, wherever they are brought.
    expect(await came(READER, 'news-subscribe', mail)).toMatchObject({ outcome: 'refused' });
  });

  it('a key is changed by the one before it alone, and told', async () => {
    const next = await openpgpKey(READER);
    const before = (await members('news'))[0]?.keyFingerprint;
    const byItself = await withKey(READER, 'key news', next);
    expect(await came(READER, 'news-key', byItself)).toMatchObject({ outcome: 'refused' });
    // Nor by joining once more, with another key.
    expect(await came(READER, 'news-subscribe', await withKey(READER, 'subscribe news', next))).toMatchObject(
      {
        outcome: 'refused',
      },
    );
    expect((await members('news'))[0]?.keyFingerprint).toBe(before);
    const byBefore = await withKey(READER, 'key news', key, next);
    expect(await came(READER, 'news-key', byBefore)).toMatchObject({ outcome: 'subscription' });
    const after = (await members('news'))[0]?.keyFingerprint;
    expect(after).not.toBe(before);
    expect(texts()).toEqual([expect.stringMatching(/Désormais[^]*« News »/)]);
    expect(texts()[0]).toContain(after);
    key = next;
  });

  it('what does not say in its signed text what its address says asks for nothing', async () => {
    const elsewhere = await signed(READER, 'See you on Monday.', key);
    const became = await came(READER, 'news-unsubscribe', elsewhere);
    expect([became.outcome, became.outcomeWhy]).toEqual([
      'refused',
      expect.stringContaining('unsubscribe news'),
    ]);
    expect((await members('news'))[0]?.state).toBe('active');
  });

  it('leaves, and is told in its language', async () => {
    const mail = await signed(READER, 'unsubscribe news', key);
    expect(await came(READER, 'news-unsubscribe', mail)).toMatchObject({ outcome: 'subscription' });
    expect((await members('news'))[0]?.state).toBe('left');
    expect(texts()).toEqual([expect.stringMatching(/demandé de quitter la liste\n« News »/)]);
  });

  it('a list that is not open is as one that is not there, but for its members', async () => {
    const other = await openpgpKey(MEMBER);
    const whys: (string | null)[] = [];
    for (const slug of ['closed', 'none']) {
      for (const wish of ['subscribe', 'unsubscribe', 'key']) {
        const mail = await withKey(MEMBER, `${wish} ${slug}`, other);
        whys.push((await came(MEMBER, `${slug}-${wish}`, mail)).outcomeWhy);
      }
    }
    const [closed, none] = [whys.slice(0, 3), whys.slice(3)].map((some) =>
      some.map((why) => why?.replace(' The sender was told.', '')),
    );
    expect(closed).toEqual(none);
    await staff.post('lists/closed/subscriptions', { email: MEMBER, key: other.publicKey });
    const mail = await signed(MEMBER, 'unsubscribe closed', other);
    expect(await came(MEMBER, 'closed-unsubscribe', mail)).toMatchObject({ outcome: 'subscription' });
    expect((await members('closed'))[0]?.state).toBe('left');
  });

  it('unsigned is told how, once an hour; a program is told nothing', async () => {
    const from = 'new@people.example';
    const plain = plainMail({ from, to: addressOf('news-subscribe') }, 'subscribe news');
    expect(await came(from, 'news-subscribe', plain)).toMatchObject({ outcome: 'refused' });
    expect(recipientsOf(test.sink)).toEqual([from]);
    expect(texts()[0]).toContain('Sign all of it with your OpenPGP key');
    await came(from, 'news-subscribe', plain.replace('Message-ID: <', 'Message-ID: <again'));
    expect(messagesOf(test.sink)).toEqual([]);
    const automatic = plain.replace('\r\n', '\r\nAuto-Submitted: auto-replied\r\n');
    expect(await came('else@people.example', 'news-subscribe', automatic)).toMatchObject({
      outcome: 'automatic',
    });
    expect(await came('', 'news-subscribe', plain)).toMatchObject({ outcome: 'automatic' });
    expect(messagesOf(test.sink)).toEqual([]);
    expect((await members('news')).map(({ email }) => email)).toEqual([READER]);
  });

  it('no list is named so that its address could be one of these', async () => {
    const { status } = await lead.post('lists', { slug: 'news-key', name: 'Keys', tlp: 'GREEN' });
    expect(status).toBe(400);
  });
});
