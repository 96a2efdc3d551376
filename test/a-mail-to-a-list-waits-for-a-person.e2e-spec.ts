import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboundView } from '#libs/contracts';
import { Listener } from '#libs/inbox';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { bring, plainMail, signedMail } from './fixtures/incoming-mail.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const MEMBER = 'keyed@members.example';
const BARE = 'bare@members.example';
const STRANGER = 'someone@elsewhere.example';

describe(`a mail to a list waits for a person (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let key: TestKey;
  let port: number;

  beforeAll(async () => {
    test = await TestService.start({ env: { INBOUND_SMTP_PORT: '0' } });
    port = test.service.app.get(Listener).port ?? 0;
    const lead = await test.signUp('lead', { email: 'lead@cert.example' });
    staff = await test.signUp('responder', { email: 'duty@cert.example' });
    key = await openpgpKey(MEMBER);
    for (const [slug, posting] of [
      ['talk', 'members'],
      ['quiet', 'staff'],
      ['other', 'members'],
    ]) {
      const made = await lead.post('lists', { slug, name: `List ${slug}`, tlp: 'GREEN', posting });
      expect([made.status, made.body['posting']]).toEqual([201, posting]);
      if (slug === 'other') continue;
      await staff.post(`lists/${slug}/subscriptions`, { email: MEMBER, key: key.publicKey });
      await staff.post(`lists/${slug}/subscriptions`, { email: BARE });
    }
  });
  afterAll(() => test.stop());

  const came = async (from: string, list: string, raw: string): Promise<InboundView> => {
    const { code, response } = await bring(port, from, addressOf(list), raw);
    if (code !== 250) throw new Error(response);
    const id = / ([0-9a-f-]{36})/.exec(response)?.[1] ?? '';
    await until(async () => (await staff.get<InboundView>(`inbox/${id}`)).body.state !== 'received');
    await test.settled();
    return (await staff.get<InboundView>(`inbox/${id}`)).body;
  };
  const addressOf = (list: string) => `list+${list}@dns-cert.example`;
  const signed = (list: string, text: string) =>
    signedMail({ from: MEMBER, to: addressOf(list) }, text, (part) => key.detachSign(part));
  const waiting = async (list: string) =>
    (
      await staff.get<{ items: { id: string; state: string; tlp: string; sentBy: object }[] }>(
        `lists/${list}/alerts`,
      )
    ).body.items;
  const answersTo = (email: string) =>
    messagesOf(test.sink).filter(
      ({ to, raw }) => to.includes(email) && fieldOf(raw, 'Subject').includes('was not posted'),
    );

  it('of a member who signed it; a person agrees, and each gets it as any alert', async () => {
    const mail = await signed('talk', 'TLP:GREEN\r\nResolvers see stale answers.');
    expect(await came(MEMBER, 'talk', mail)).toMatchObject({ outcome: 'post', mailbox: 'list' });
    expect(messagesOf(test.sink)).toEqual([]);
    const [post] = await waiting('talk');
    expect(post).toMatchObject({
      state: 'awaiting_approval',
      tlp: 'GREEN',
      sentBy: { kind: 'contact', name: MEMBER },
    });
    const path = `notifications/${post?.id ?? ''}/approval`;
    expect((await staff.post(path, { decision: 'approve' })).status).toBe(200);
    await test.settled();
    expect(recipientsOf(test.sink)).toEqual([BARE, MEMBER]);
    expect(
      textOf(messagesOf(test.sink).find(({ to }) => to.includes(BARE))?.raw ?? Buffer.alloc(0)),
    ).toContain('Resolvers see stale answers.');
    // The same bytes again are nobody's word.
    expect(await came(MEMBER, 'talk', mail)).toMatchObject({ outcome: 'refused' });
    expect(await waiting('talk')).toHaveLength(1);
  });

  it('of nobody else: refused with an answer, once an hour, that tells not which lists there are', async () => {
    messagesOf(test.sink).length = 0;
    const plain = (from: string, list: string) => plainMail({ from, to: addressOf(list) }, 'Listen');
    const tries: [string, string, string][] = [
      [BARE, 'talk', plain(BARE, 'talk')],
      [STRANGER, 'talk', plain(STRANGER, 'talk')],
      [STRANGER, 'none', plain(STRANGER, 'none')],
      [MEMBER, 'quiet', await signed('quiet', 'TLP:GREEN\r\nLoud')],
      [MEMBER, 'other', await signed('other', 'TLP:GREEN\r\nLoud')],
      [MEMBER, 'none', await signed('none', 'TLP:GREEN\r\nLouder')],
      [MEMBER, 'talk', await signed('talk', 'TLP:AMBER\r\nToo narrow for it')],
    ];
    const became: (string | null)[] = [];
    for (const [from, list, raw] of tries) {
      const { outcome, outcomeWhy } = await came(from, list, raw);
      expect([from, list, outcome]).toEqual([from, list, 'refused']);
      became.push(outcomeWhy?.replace(' The sender was told.', '') ?? null);
    }
    expect(became[1]).toBe(became[2]);
    expect(became[3]).toContain('to which you can post');
    expect(became[4]).toBe(became[5]);
    expect(became[6]).toContain('carries TLP:GREEN at the highest');
    expect(answersTo(STRANGER)).toHaveLength(1);
    expect(answersTo(BARE)).toHaveLength(1);
    const automatic = plainMail({ from: MEMBER, to: addressOf('talk') }, 'Away').replace(
      '\r\n',
      '\r\nAuto-Submitted: auto-replied\r\n',
    );
    expect((await came(MEMBER, 'talk', automatic)).outcome).toBe('automatic');
    expect(await waiting('quiet')).toEqual([]);
    expect(await waiting('talk')).toHaveLength(1);
  });
});
