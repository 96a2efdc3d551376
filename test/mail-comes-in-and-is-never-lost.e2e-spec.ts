import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboundView, ThreadView } from '#libs/contracts';
import { LateKeys, Listener } from '#libs/inbox';
import { earlierKeysFolder, readContactKey } from '#libs/mail';
import { createMessage, encrypt, encryptKey, readKey, readPrivateKey } from 'openpgp';
import { keyFilesOf } from '../apps/server/own-keys/own-key.ts';
import { openIncident, tell, timelineOf } from './fixtures/casework.ts';
import type { AffectedView, IncidentView, NotificationView } from './fixtures/casework.ts';
import { GpgRing, openpgpKey, openpgpKeyWithSubkey } from './fixtures/contact-keys.ts';
import type { TestKey } from './fixtures/contact-keys.ts';
import {
  bounceMail,
  bring,
  bringByLmtp,
  encryptedMail,
  plainMail,
  signedMail,
} from './fixtures/incoming-mail.ts';
import { fieldOf, messagesOf, textOf } from './fixtures/mails.ts';
import { UnreadKeys } from '#libs/operators';
import { Sweeper } from '#libs/queue';
import type { Api } from './harness/api.ts';
import { ScratchPostgres } from './harness/scratch-postgres.ts';
import { QUEUES, TestService, until } from './harness/service.ts';

const NOC = 'noc@registry.example';
const DEPUTY = 'deputy@registry.example';
const STRANGER = 'someone@elsewhere.example';

describe(`mail comes in and is never lost (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let incident: IncidentView;
  let ring: GpgRing | null;
  let key: TestKey;
  let notification: NotificationView;
  let port: number;

  beforeAll(async () => {
    test = await TestService.start({
      env: { AUTO_NOTIFY: 'off', INBOUND_SMTP_PORT: '0', INBOUND_MAX_BYTES: '65536' },
    });
    port = test.service.app.get(Listener).port ?? 0;
    await test.importOperators({
      slug: 'registry',
      tlds: ['aa'],
      contacts: [
        { email: NOC, role: 'noc', order: 1 },
        { email: DEPUTY, role: 'tech', order: 2 },
      ],
    });
    ring = GpgRing.open();
    if (ring === null) console.log('GnuPG is not here: OpenPGP.js signs instead');
    key = ring === null ? await openpgpKey(NOC) : ring.key(NOC);
    await giveKey(NOC, key.publicKey);
    staff = await test.signUp('responder', { email: 'duty@cert.example' });
    incident = await openIncident(test, staff, {
      summary: 'Wrong answers',
      severity: 'high',
      resources: [{ type: 'tld', value: 'aa' }],
    });
    notification = await told();
  });
  afterAll(async () => {
    ring?.close();
    await test.stop();
  });

  const giveKey = async (email: string, armored: string) =>
    test.sql(
      `UPDATE contacts SET key_armored = $2, key_fingerprint = $3, key_algorithm = 'x', updated_at = now() WHERE email = $1`,
      [email, armored, (await readContactKey(armored)).fingerprint],
    );
  const told = async () => {
    const sent = await tell(staff, incident.id, {
      audience: { operators: ['registry'] },
      template: 'notice',
    });
    await test.settled();
    return sent;
  };
  const addressOf = async (of: 'reply' | 'bounce', sent = notification) => {
    const id = sent.deliveries.find(({ contact }) => contact.email === NOC)?.id;
    const [row] = await test.sql<{ mail_token: string }>('SELECT mail_token FROM deliveries WHERE id = $1', [
      id,
    ]);
    return `${of}+${row?.mail_token ?? ''}@dns-cert.example`;
  };
  const stateOf = async () =>
    (await staff.get<{ items: AffectedView[] }>(`incidents/${incident.id}/affected`)).body.items[0]?.state;
  /** Brings it, waits until it is read, and answers what became of it. */
  const came = async (from: string, to: string, raw: string): Promise<InboundView> => {
    const { code, response } = await bring(port, from, to, raw);
    if (code !== 250) throw new Error(response);
    const id = / ([0-9a-f-]{36})/.exec(response)?.[1] ?? '';
    await until(async () => (await staff.get<InboundView>(`inbox/${id}`)).body.state !== 'received');
    return (await staff.get<InboundView>(`inbox/${id}`)).body;
  };
  /** GnuPG signs a file, which ends with a line break of its own. */
  const signOff = (part: string) => key.detachSign(ring === null ? part : part.slice(0, -1));
  const mailsTo = (email: string) => messagesOf(test.sink).filter(({ to }) => to.includes(email));

  it('what is for somebody else is refused, and what is too large', async () => {
    const mail = plainMail({ from: STRANGER, to: 'x' }, 'x');
    for (const to of ['root@dns-cert.example', 'victim@elsewhere.example', 'reply@dns-cert.example'])
      expect([to, (await bring(port, STRANGER, to, mail)).code]).toEqual([to, 550]);
    const large = plainMail({ from: STRANGER, to: 'x' }, 'x'.repeat(100).concat('\r\n').repeat(1_000));
    expect((await bring(port, STRANGER, 'report@dns-cert.example', large)).code).toBe(552);
  });

  it('the bytes are kept before it says so, and can be had again', async () => {
    const raw = plainMail({ from: 'friend@elsewhere.example', to: 'cert@dns-cert.example' }, 'Hello');
    const read = await came('friend@elsewhere.example', 'cert@dns-cert.example', raw);
    expect(read).toMatchObject({
      outcome: 'kept',
      subject: 'Re: your notice',
      sha256: createHash('sha256').update(raw).digest('hex'),
      verdicts: { encrypted: { state: 'no' }, signed: { state: 'none' }, sender: { state: 'none' } },
    });
    expect((await staff.get(`inbox/${read.id}/raw`)).text).toBe(raw);
  });

  it('an answer that is not signed changes nothing, and its sender is asked back once', async () => {
    const to = await addressOf('reply');
    const before = await stateOf();
    for (const _ of [1, 2])
      expect((await came(NOC, to, plainMail({ from: NOC, to }, 'STATUS: recovered'))).outcome).toBe(
        'asked_back',
      );
    await test.settled();
    expect(await stateOf()).toBe(before);
    expect(
      mailsTo(NOC).filter(({ raw }) => fieldOf(raw, 'Subject').includes('could not be taken')),
    ).toHaveLength(1);
  });

  it('a stranger’s good signature, and a spoofed part, change nothing', async () => {
    const to = await addressOf('reply');
    const other = await openpgpKey(STRANGER);
    const mail = await signedMail({ from: NOC, to }, 'STATUS: recovered', (part) => other.detachSign(part));
    expect(await came(NOC, to, mail)).toMatchObject({
      outcome: 'asked_back',
      verdicts: { signed: { state: 'unknown_key' }, sender: { state: 'none' } },
    });
    const signed = await signedMail({ from: NOC, to }, 'STATUS: recovered', signOff);
    const [head, body] = splitOnce(signed, '\r\nContent-Type: multipart/signed');
    const wrapped = `${head}\r\nContent-Type: multipart/mixed; boundary=w\r\n\r\n--w\r\nContent-Type: multipart/signed${body}\r\n--w--\r\n`;
    expect(await came(NOC, to, wrapped)).toMatchObject({ verdicts: { signed: { state: 'partial' } } });
    expect(await stateOf()).toBe('told');
  });

  it('a signed answer counts once, in its own case and while it is fresh', async () => {
    const to = await addressOf('reply');
    const other = await signedMail({ from: NOC, to }, `STATUS: affected\r\n> #2001-000001`, signOff);
    expect(await came(NOC, to, other)).toMatchObject({ outcome: 'refused' });
    const mail = await signedMail({ from: NOC, to }, `STATUS: mitigating\r\n> #${incident.number}`, signOff);
    expect(await came(NOC, to, mail)).toMatchObject({
      outcome: 'answer',
      incidentId: incident.id,
      verdicts: { signed: { state: 'good' }, sender: { state: 'matches', address: NOC } },
    });
    expect(await stateOf()).toBe('mitigating');
    expect(await came(NOC, to, mail)).toMatchObject({
      outcome: 'refused',
      outcomeWhy: expect.stringContaining('before'),
    });
    const types = (await timelineOf(staff, incident.id)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['mail.received', 'delivery.acknowledged']));
  });

  it('the thread with the operator holds each of them with its verdicts, between what was sent', async () => {
    const path = `incidents/${incident.id}/threads/${await test.operatorId('registry')}`;
    const { items } = (await staff.get<ThreadView>(path)).body;
    const mails = items.flatMap((item) => (item.what === 'mail' ? [item] : []));
    expect(mails.map(({ mail }) => [mail.outcome, mail.verdicts?.signed.state])).toEqual([
      ['asked_back', 'none'],
      ['asked_back', 'none'],
      ['asked_back', 'unknown_key'],
      [expect.any(String), 'partial'],
      ['refused', 'good'],
      ['answer', 'good'],
      ['refused', 'good'],
    ]);
    expect(mails[5]?.text).toContain('STATUS: mitigating');
    const steps = items.map((item) => (item.what === 'answer' ? `answer by ${item.via}` : item.what));
    expect(steps[0]).toBe('sent');
    expect(steps.indexOf('answer by mail')).toBe(items.findIndex(({ id }) => id === mails[5]?.id) + 1);
  });

  it('a signed report becomes a report with a receipt; a stranger’s waits for proof', async () => {
    const to = 'report@dns-cert.example';
    const ours = await readKey({ armoredKey: (await test.api().get('/.well-known/dnscert.asc')).text });
    const signer = await openpgpKey(DEPUTY);
    await giveKey(DEPUTY, signer.publicKey);
    const sealed = String(
      await encrypt({
        message: await createMessage({
          text: 'Content-Type: text/plain; charset=utf-8; hp="cipher"\r\nSubject: Our hidden primary is down\r\n\r\nSince 02:00. Störung.\r\n',
        }),
        encryptionKeys: ours,
        signingKeys: await readPrivateKey({ armoredKey: signer.secretKey ?? '' }),
      }),
    );
    const raw = encryptedMail({ from: DEPUTY, to, subject: '...' }, sealed);
    const read = await came(DEPUTY, to, raw);
    expect(read).toMatchObject({
      outcome: 'report',
      subject: 'Our hidden primary is down',
      verdicts: { encrypted: { state: 'yes' }, signed: { state: 'good' }, sender: { state: 'matches' } },
    });
    const report = (await staff.get(`reports/${read.reportId ?? ''}`)).body;
    expect(report).toMatchObject({ summary: 'Our hidden primary is down', awaitsAcceptance: false });
    await test.settled();
    const [receipt] = mailsTo(DEPUTY).filter(({ raw: mail }) => fieldOf(mail, 'Subject').includes('Receipt'));
    expect(textOf(receipt?.raw ?? Buffer.alloc(0))).toContain(createHash('sha256').update(raw).digest('hex'));
    const stranger = await came(
      STRANGER,
      to,
      plainMail({ from: STRANGER, to, subject: 'Odd answers' }, 'Look'),
    );
    expect(stranger).toMatchObject({ outcome: 'report_to_prove', reportId: null });
    await test.settled();
    expect(mailsTo(STRANGER)).toHaveLength(1);
  });

  it('what was signed with a key that comes later counts from then on', async () => {
    const fresh = await openpgpKey(DEPUTY);
    const to = await addressOf('reply');
    const mail = await signedMail({ from: DEPUTY, to }, 'STATUS: recovered', (part) =>
      fresh.detachSign(part),
    );
    const read = await came(DEPUTY, to, mail);
    expect(read).toMatchObject({ outcome: 'asked_back', verdicts: { signed: { state: 'unknown_key' } } });
    await giveKey(DEPUTY, fresh.publicKey);
    expect(await test.service.app.get(LateKeys).readAgain()).toBe(1);
    await test.service.app.get(Sweeper).sweep();
    await test.settled();
    expect((await staff.get<InboundView>(`inbox/${read.id}`)).body).toMatchObject({
      outcome: 'answer',
      verdicts: { signed: { state: 'good' }, sender: { state: 'matches' } },
      earlier: [
        {
          readAt: read.readAt,
          why: 'key_came',
          outcome: 'asked_back',
          verdicts: { signed: { state: 'unknown_key' }, sender: { state: 'none' } },
        },
      ],
    });
    expect(await stateOf()).toBe('recovered');
  });

  it('what the subkey of a contact signed under another name is told as another’s, and not as nobody’s', async () => {
    const to = 'cert@dns-cert.example';
    const known = await openpgpKeyWithSubkey(DEPUTY);
    await giveKey(DEPUTY, known.publicKey);
    await test.sql('UPDATE contacts SET key_ids = NULL WHERE email = $1', [DEPUTY]);
    const bySubkey = () => signedMail({ from: STRANGER, to }, 'When?', (part) => known.detachSign(part));
    const first = await came(STRANGER, to, await bySubkey());
    expect(first).toMatchObject({ verdicts: { signed: { state: 'unknown_key' } }, earlier: [] });
    await test.service.app.get(UnreadKeys).readAll();
    expect(await came(STRANGER, to, await bySubkey())).toMatchObject({
      verdicts: {
        signed: { state: 'good' },
        signer: { fingerprint: (await readContactKey(known.publicKey)).fingerprint },
        sender: { state: 'other' },
      },
    });
    await test.sql('UPDATE contacts SET updated_at = now() WHERE email = $1', [DEPUTY]);
    expect(await test.service.app.get(LateKeys).readAgain()).toBe(1);
    await test.service.app.get(Sweeper).sweep();
    await test.settled();
    expect((await staff.get<InboundView>(`inbox/${first.id}`)).body).toMatchObject({
      verdicts: { signed: { state: 'good' }, sender: { state: 'other' } },
      earlier: [{ why: 'key_came', verdicts: { signed: { state: 'unknown_key' } } }],
    });
  });

  it('a mail to our own address belongs where its number says, if a contact signed it, and by its subject alone nowhere', async () => {
    const to = 'cert@dns-cert.example';
    const head = { from: NOC, to, subject: `Question about #${incident.number}` };
    expect(await came(NOC, to, plainMail(head, 'When?'))).toMatchObject({
      outcome: 'kept',
      incidentId: null,
    });
    expect(await came(NOC, to, await signedMail(head, 'When?', signOff))).toMatchObject({
      outcome: 'note',
      incidentId: incident.id,
      tlp: 'AMBER',
    });
    const { body } = await staff.get<{ items: InboundView[] }>(
      `inbox?incident=${incident.id}&outcome=note&signed=good&sender=matches&encrypted=no&mailbox=desk&state=read`,
    );
    expect(body.items.map(({ subject }) => subject)).toEqual([head.subject]);
    expect((await staff.get('inbox?signed=perhaps')).status).toBe(400);
  });

  it('what we cannot decrypt is answered without its content', async () => {
    const to = 'report@dns-cert.example';
    const other = await openpgpKey('nobody@elsewhere.example');
    const sealed = String(
      await encrypt({
        message: await createMessage({ text: 'Content-Type: text/plain\r\n\r\nSince 02:00' }),
        encryptionKeys: await readKey({ armoredKey: other.publicKey }),
      }),
    );
    const from = 'sealed@elsewhere.example';
    const read = await came(from, to, encryptedMail({ from, to }, sealed));
    expect(read).toMatchObject({
      outcome: 'asked_back',
      verdicts: { encrypted: { state: 'unreadable' } },
    });
    await test.settled();
    const answers = () => mailsTo(from).map(({ raw }) => fieldOf(raw, 'Subject'));
    expect(answers()).toEqual([expect.stringContaining('could not read your mail')]);
    await bringBack(other);
    expect(await test.service.app.get(LateKeys).readAgainBy(read.verdicts?.encrypted.to ?? [])).toBe(1);
    await test.service.app.get(Sweeper).sweep();
    await test.settled();
    expect((await staff.get<InboundView>(`inbox/${read.id}`)).body).toMatchObject({
      text: expect.stringContaining('Since 02:00'),
      verdicts: { encrypted: { state: 'yes' } },
    });
  });

  /** As a key that ours followed. */
  const bringBack = async ({ secretKey = '' }: TestKey) => {
    const files = keyFilesOf(test.config);
    const passphrase = (await readFile(files.passphraseFile, 'utf8')).trim();
    const privateKey = await readPrivateKey({ armoredKey: secretKey });
    await mkdir(earlierKeysFolder(files), { mode: 0o700 });
    const locked = await encryptKey({ privateKey, passphrase });
    await writeFile(join(earlierKeysFolder(files), 'before.asc'), locked.armor(), { mode: 0o600 });
  };

  it('no program is answered', async () => {
    const to = 'report@dns-cert.example';
    const head = { from: 'bot@elsewhere.example', to };
    for (const more of [
      ['Auto-Submitted: auto-replied'],
      ['List-Id: <x.elsewhere.example>'],
      ['Precedence: bulk'],
    ])
      expect(await came(head.from, to, plainMail({ ...head, more }, 'x'))).toMatchObject({
        outcome: 'automatic',
      });
    expect(await came('', to, plainMail(head, 'x'))).toMatchObject({ outcome: 'automatic' });
    await test.settled();
    expect(mailsTo(head.from)).toEqual([]);
  });

  it('a mail that came back counts against the address, and the next contact is told', async () => {
    const sent = await told();
    const to = await addressOf('bounce', sent);
    const id = sent.deliveries.find(({ contact }) => contact.email === NOC)?.id;
    const state = async () =>
      (await test.sql<{ state: string }>('SELECT state FROM deliveries WHERE id = $1', [id]))[0]?.state;
    expect(await came('', to, bounceMail(to, NOC, 'delayed', '4.4.1'))).toMatchObject({
      outcome: 'automatic',
    });
    expect(await state()).toBe('handed_over');
    expect(await came('', to, bounceMail(to, NOC, 'failed', '5.1.1'))).toMatchObject({
      outcome: 'bounce',
      deliveryId: id,
    });
    expect(await state()).toBe('bounced');
    const [contact] = await test.sql<{ since: Date | null }>(
      'SELECT undeliverable_since AS since FROM contacts WHERE email = $1',
      [NOC],
    );
    expect(contact?.since).not.toBeNull();
    const [deputy] = await test.sql<{ message_id: string }>(
      `SELECT d.message_id FROM deliveries d JOIN contacts c ON c.id = d.contact_id
        WHERE c.email = $1 AND d.state = 'handed_over' ORDER BY d.created_at DESC LIMIT 1`,
      [DEPUTY],
    );
    const desk = 'cert@dns-cert.example';
    const returned = bounceMail(desk, DEPUTY, 'failed', '5.1.1', deputy?.message_id);
    expect(await came('', desk, returned)).toMatchObject({ outcome: 'bounce', mailbox: 'desk' });
  });

  it('what asks for too much is put aside with its evidence, and the next mail is read', async () => {
    const to = 'report@dns-cert.example';
    const bomb = `From: x@y.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(5_000)}--b--\r\n`;
    const read = await came(STRANGER, to, bomb);
    expect(read).toMatchObject({ state: 'quarantined', asideWhy: expect.stringContaining('parts') });
    const { body } = await staff.get<{ items: { id: string; kind: string }[] }>('quarantine');
    expect(body.items).toEqual([expect.objectContaining({ id: read.id, kind: 'message' })]);
    expect((await staff.post(`quarantine/message/${read.id}/discard`, { reason: 'a bomb' })).status).toBe(
      204,
    );
    expect((await staff.get<InboundView>(`inbox/${read.id}`)).body.state).toBe('discarded');
  });

  it('an operator sees nothing of it', async () => {
    const operator = await test.signUp('operator', { operator: 'registry' });
    expect((await operator.get('inbox')).status).toBe(403);
  });
});

describe('while the database is away', () => {
  it('mail is put off with 451, and taken when it is back', async () => {
    const postgres = await ScratchPostgres.start();
    const test = await TestService.start({
      env: { DATABASE_URL: postgres.url, INBOUND_SMTP_PORT: '0', INBOUND_PROTOCOL: 'lmtp' },
      smtp: false,
    });
    try {
      const port = test.service.app.get(Listener).port ?? 0;
      const to = 'cert@dns-cert.example';
      const mail = plainMail({ from: STRANGER, to }, 'Hello');
      expect((await bringByLmtp(port, STRANGER, to, mail)).code).toBe(250);
      const back = postgres.crash(3_000);
      await until(async () => (await bringByLmtp(port, STRANGER, to, mail)).code === 451, 3_000);
      await back;
      await until(async () => (await bringByLmtp(port, STRANGER, to, mail)).code === 250);
    } finally {
      await test.stop();
      await postgres.stop();
    }
  });
});

const splitOnce = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
};
