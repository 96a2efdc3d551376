import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContactPackRecipientView, ContactPackView, PageView } from '#libs/contracts';
import { ContactPacks } from '#libs/notifications';
import { openpgpKey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import { messagesOf, recipientsOf } from './fixtures/mails.ts';
import { openSealed } from './fixtures/sealed-mail.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const DAY = 24 * 3_600;

describe(`a contact pack goes encrypted, once a month (queues on ${QUEUES})`, () => {
  let test: TestService;
  let lead: Api;
  let key: TestKey;
  beforeAll(async () => {
    test = await TestService.start();
    key = await openpgpKey('noc@one.example');
    const month = 30 * DAY;
    const ended = await openpgpKey('noc@three.example', {
      date: new Date(Date.now() - 2 * month * 1_000),
      keyExpirationTime: month,
    });
    await test.importOperators(
      {
        slug: 'one',
        country: 'NZ',
        tlds: ['nz', 'xn--p1ai'],
        contacts: [
          { email: 'noc@one.example', role: 'noc', phone: '+64 4 000 0000', key: key.publicKey },
          { email: 'boss@one.example', role: 'management', order: 2 },
        ],
      },
      { slug: 'two', contacts: [{ email: 'noc@two.example', role: 'noc', phone: '+999 2' }] },
      { slug: 'three', contacts: [{ email: 'noc@three.example', role: 'noc', key: ended.publicKey }] },
      {
        slug: 'four',
        contacts: [
          {
            email: 'noc@four.example',
            role: 'noc',
            encryption: 'never',
            key: (await openpgpKey('noc@four.example')).publicKey,
          },
        ],
      },
    );
    lead = await test.signUp('lead');
  });
  afterAll(() => test.stop());

  const sendDue = async (day?: number) => {
    const packs = test.service.app.get(ContactPacks);
    const sent = await Promise.all([packs.sendDue(day), packs.sendDue(day), packs.sendDue(day)]);
    await test.settled();
    return sent.filter((count) => count !== null);
  };

  it('where no day is set none goes, and on its day one, whoever asks', async () => {
    expect(await sendDue()).toEqual([]);
    expect(await sendDue(1)).toEqual([5]);
    expect(await sendDue(1)).toEqual([]);
    expect(recipientsOf(test.sink)).toEqual(['noc@one.example']);
  });

  it('holds what its reader may see: its own contacts, who runs what, and how to reach us', async () => {
    const raw = messagesOf(test.sink)[0]?.raw ?? Buffer.alloc(0);
    expect(raw.toString('latin1')).toContain('multipart/encrypted');
    expect(raw.toString('latin1')).not.toMatch(/Contact pack|Carnet|\+64/);
    const own = await (await fetch(`${test.url}/.well-known/dnscert.asc`)).text();
    const { text } = await openSealed(raw, key.secretKey ?? '', own);
    expect(text).toMatch(/^TLP:AMBER$/m);
    expect(text).toContain('- 1. noc: noc@one.example\n  +64 4 000 0000\n  OpenPGP ');
    expect(text).toContain('- 2. management: boss@one.example');
    expect(text).toContain('- Registry one (NZ): .nz .рф');
    expect(text).toContain('- Registry two');
    expect(text).not.toMatch(/@(two|three|four)\.example|\+999 2/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  });

  it('a lead sees when it went to whom, and why not to others', async () => {
    const { items } = (await lead.get<PageView<ContactPackView>>('contact-packs')).body;
    expect(items).toMatchObject([
      {
        recipients: 5,
        deliveries: [
          { state: 'handed_over', count: 1 },
          { state: 'withheld', count: 4 },
        ],
      },
    ]);
    const path = `contact-packs/${items[0]?.month ?? ''}/recipients`;
    const { body } = await lead.get<PageView<ContactPackRecipientView>>(path);
    expect(body.items.map(({ email, delivery }) => `${email} ${delivery}`)).toEqual([
      'boss@one.example withheld',
      'noc@four.example withheld',
      'noc@one.example handed_over',
      'noc@three.example withheld',
      'noc@two.example withheld',
    ]);
    expect(body.items.map(({ why }) => why)).toEqual([
      expect.stringContaining('no key'),
      expect.stringContaining('clear mail alone'),
      expect.anything(),
      expect.stringContaining('no key'),
      expect.stringContaining('no key'),
    ]);
    expect(body.items[2]?.handedOverAt).not.toBeNull();
    const sent = await lead.get<PageView<ContactPackRecipientView>>(`${path}?state=handed_over`);
    expect(sent.body.items).toEqual([body.items[2]]);
    expect((await lead.get(`${path}?state=gone`)).status).toBe(400);
    expect((await (await test.signUp('responder')).get(path)).status).toBe(403);
    for (const month of ['2001-01', 'x', '%00'])
      expect((await lead.get(`contact-packs/${month}/recipients`)).status).toBe(404);
  });

  it('goes again the month after, and nothing of it stays with us once it is out', async () => {
    await test.jump(31 * DAY);
    expect(await sendDue(1)).toEqual([5]);
    expect(recipientsOf(test.sink)).toEqual(['noc@one.example', 'noc@one.example']);
    const { items } = (await lead.get<PageView<ContactPackView>>('contact-packs?limit=1')).body;
    expect(items).toHaveLength(1);
    const kept = await test.sql(`SELECT 1 FROM deliveries WHERE raw IS NOT NULL OR variables <> '{}'`);
    expect(kept).toEqual([]);
  });
});
