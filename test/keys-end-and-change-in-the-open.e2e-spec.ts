import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, readSignature } from 'openpgp';
import type {
  ContactKeyCountsView,
  ContactKeyView,
  EncryptionAnswerView,
  KeyAnswerView,
  OwnKeyView,
  PageView,
} from '#libs/contracts';
import { generateSigningKey } from '#libs/mail';
import { KeyWarnings } from '#libs/operators';
import { rotateKey } from '../apps/server/commands/key.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import { fieldOf, messagesOf, textOf } from './fixtures/mails.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

const FINGERPRINT = 'A0'.repeat(20);

describe(`keys end and change in the open (queues on ${QUEUES})`, () => {
  let test: TestService;
  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      {
        slug: 'one',
        contacts: [
          { email: 'noc@one.example', role: 'noc' },
          { email: 'duty@one.example', role: 'security', language: 'fr', timezone: 'Africa/Dakar', order: 2 },
        ],
      },
      { slug: 'two', contacts: [{ email: 'noc@one.example', role: 'noc' }] },
    );
  });
  afterAll(() => test.stop());

  const endsIn = async (days: number) =>
    test.sql(
      `UPDATE contacts SET key_armored = 'armour', key_algorithm = 'Ed25519', key_fingerprint = $1,
              key_expires_at = date_trunc('day', dnscert_now()) + make_interval(days => $2, hours => 23)`,
      [FINGERPRINT, days],
    );
  /** Several processes sweep at once. */
  const sweep = async () => {
    const warnings = test.service.app.get(KeyWarnings);
    const written = await Promise.all([warnings.warn(), warnings.warn(), warnings.warn()]);
    await test.settled();
    return written.reduce((all, some) => all + some, 0);
  };

  it('a contact is told 60, 30 and 7 days before its key ends, once each, in its language', async () => {
    const written: number[] = [];
    for (const days of [70, 59, 45, 29, 20, 6, 3, -2]) {
      // The key stays the same while its end comes nearer: the rows of earlier warnings come with it.
      await endsIn(days);
      await test.sql(
        `UPDATE contact_key_warnings w SET ends_at = c.key_expires_at FROM contacts c WHERE c.id = w.contact_id`,
      );
      written.push(await sweep());
    }
    // Two mailboxes, one of which stands for two operators.
    expect(written).toEqual([0, 2, 0, 2, 0, 2, 0, 0]);
    const [french = Buffer.alloc(0)] = messagesOf(test.sink).flatMap(({ to, raw }) =>
      to.includes('duty@one.example') ? raw : [],
    );
    expect(textOf(french)).toMatch(/prend fin le\n\w{3}\. \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(textOf(french)).toContain(FINGERPRINT);
    const english = messagesOf(test.sink).filter(({ to }) => to.includes('noc@one.example'));
    expect(english.map(({ raw }) => fieldOf(raw, 'Subject'))).toEqual(
      Array(3).fill(expect.stringMatching(/Your OpenPGP key ends soon/)),
    );
    expect(fieldOf(french, 'Content-Type')).toContain('multipart/signed');
  });

  it('a key that is made to last longer is warned of anew', async () => {
    await endsIn(300);
    expect(await sweep()).toBe(0);
    await endsIn(50);
    expect(await sweep()).toBe(2);
  });

  it('our own key gets new parts while the service runs: the next mail is signed by them, and all can look them up', async () => {
    const before = await ownKey();
    const { json } = await rotateKey(test.service, { validDays: 400 });
    const { fingerprint, signing } = json as { fingerprint: string; signing: string };
    const after = await ownKey();
    expect(after.getFingerprint()).toBe(fingerprint.toLowerCase());
    expect(after.getFingerprint()).toBe(before.getFingerprint());
    expect(after.subkeys.map((part) => part.getFingerprint())).toEqual(
      expect.arrayContaining(before.subkeys.map((part) => part.getFingerprint())),
    );
    expect(after.subkeys).toHaveLength(4);
    const ends = await Promise.all(after.subkeys.map(async (part) => part.getExpirationTime()));
    expect(ends.filter((end) => end instanceof Date)).toHaveLength(2);
    const told = messagesOf(test.sink).length;
    await endsIn(29);
    expect(await sweep()).toBe(2);
    const latest = messagesOf(test.sink).slice(told);
    expect(latest).toHaveLength(2);
    for (const { raw } of latest) expect(await signerOf(raw)).toBe(signing.slice(-16));
    const folder = join(test.config.DATA_DIR, 'keys');
    expect(readdirSync(folder).filter((name) => name.startsWith('signing.asc.until-'))).toHaveLength(1);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    const entries = await test.sql(`SELECT data FROM audit_entries WHERE type = 'key.accepted'`);
    expect(JSON.stringify(entries)).toContain(signing);
  });

  describe('in the key room', () => {
    let responder: Api;
    beforeAll(async () => {
      responder = await test.signUp('responder');
    });
    const read = async <T>(path: string) => (await responder.get<T>(`key-room/${path}`)).body;

    it('our key has new parts in use and the earlier ones kept, and any of them is known by its id', async () => {
      const own = await read<OwnKeyView>('own');
      const parts = (await ownKey()).subkeys.map((part) => part.getFingerprint().toUpperCase());
      expect(
        own.parts
          .slice(1)
          .map(({ fingerprint }) => fingerprint)
          .sort(),
      ).toEqual(parts.sort());
      expect(own.parts.map(({ state }) => state).sort()).toEqual([
        'in_use',
        'in_use',
        'in_use',
        'kept',
        'kept',
      ]);
      expect(own.parts[0]).toMatchObject({
        fingerprint: own.fingerprint,
        purposes: ['certify'],
        endsAt: null,
      });
      const used = own.parts.filter(({ endsAt }) => endsAt !== null);
      expect(used.map(({ fingerprint }) => fingerprint).sort()).toEqual([own.signsNow, own.readsNow].sort());
      for (const { fingerprint, purposes } of own.parts) {
        const answer = await read<KeyAnswerView>(`ids/${fingerprint.slice(-16).toLowerCase()}`);
        expect(answer).toMatchObject({ read: 'ours', nextStep: null, ownPart: { fingerprint, purposes } });
      }
      expect(JSON.stringify(own)).not.toContain('PRIVATE');
    });

    it('a key of ours from before is named, and that its files have to be brought back', async () => {
      const { fingerprint, armoredPublicKey } = await generateSigningKey({
        name: 'DNS-CERT',
        email: 'cert@cert.example',
        passphrase: 'of another time',
      });
      await test.sql(
        `INSERT INTO published_keys (fingerprint, armored, published_at) VALUES ($1, $2, dnscert_now() - interval '1 year')`,
        [fingerprint, armoredPublicKey],
      );
      expect((await read<OwnKeyView>('own')).earlier.map((one) => one.fingerprint)).toEqual([fingerprint]);
      const id = (await readKey({ armoredKey: armoredPublicKey })).subkeys[1]?.getKeyID().toHex() ?? '';
      expect(await read<KeyAnswerView>(`ids/${id}`)).toMatchObject({
        read: 'ours_earlier',
        nextStep: 'bring_back_files',
      });
    });

    it('each contact has the state of its key, and why nothing can be encrypted to it', async () => {
      await endsIn(-2);
      const { publicKey } = await openpgpKey('noc@three.example');
      await test.importOperators(
        { slug: 'three', contacts: [{ email: 'noc@three.example', role: 'noc', key: publicKey }] },
        { slug: 'four', contacts: [{ email: 'noc@four.example', role: 'noc', encryption: 'required' }] },
      );
      const { counts } = await read<ContactKeyCountsView>('contacts/counts');
      expect(Object.fromEntries(counts.map(({ state, count }) => [state, count]))).toEqual({
        none: 1,
        good: 1,
        ends_soon: 0,
        ended: 3,
        unreadable: 0,
      });
      const { items } = await read<PageView<ContactKeyView>>('contacts');
      expect(items.map(({ email, state }) => [email, state])).toEqual([
        ['duty@one.example', 'ended'],
        ['noc@four.example', 'none'],
        ['noc@one.example', 'ended'],
        ['noc@one.example', 'ended'],
        ['noc@three.example', 'good'],
      ]);
      const ended = await read<PageView<ContactKeyView>>('contacts?state=ended&limit=2');
      expect(ended.items).toHaveLength(2);
      const rest = await read<PageView<ContactKeyView>>(
        `contacts?state=ended&limit=2&cursor=${ended.next ?? ''}`,
      );
      expect(rest).toMatchObject({ items: [{ email: 'noc@one.example' }], next: null });
      expect((await read<PageView<ContactKeyView>>('contacts?q=registry%20four')).items).toHaveLength(1);
      const answers = await Promise.all(
        items.map(async ({ contactId }) => read<EncryptionAnswerView>(`contacts/${contactId}/encryption`)),
      );
      expect(answers.map(({ answer, nextStep }) => `${answer}, ${nextStep ?? 'nothing'}`)).toEqual([
        'key_ended, ask_for_new_key',
        'no_key_but_required, ask_for_key',
        'key_ended, ask_for_new_key',
        'key_ended, ask_for_new_key',
        'encrypts, nothing',
      ]);
      const theirs = (await readKey({ armoredKey: publicKey })).subkeys[0]?.getKeyID().toHex() ?? '';
      expect(await read<KeyAnswerView>(`ids/${theirs}`)).toMatchObject({
        read: 'of_a_contact',
        nextStep: 'ask_to_send_again',
        contacts: [{ email: 'noc@three.example' }],
      });
      expect(await read<KeyAnswerView>(`ids/${'0'.repeat(16)}`)).toMatchObject({
        read: 'unknown',
        contacts: [],
      });
      for (const id of ['0', 'x'.repeat(16), '%00'])
        expect((await responder.get(`key-room/ids/${id}`)).status).toBe(404);
    });
  });

  const ownKey = async () =>
    readKey({ armoredKey: await (await fetch(`${test.url}/.well-known/dnscert.asc`)).text() });
});

/** Id of the part that signed, upper-case hex. */
async function signerOf(raw: Buffer): Promise<string | undefined> {
  const [armoredSignature = ''] =
    /-----BEGIN PGP SIGNATURE-----[^]*-----END PGP SIGNATURE-----/.exec(raw.toString('latin1')) ?? [];
  return (await readSignature({ armoredSignature })).getSigningKeyIDs()[0]?.toHex().toUpperCase();
}
