import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { createMessage, decrypt, encrypt, readMessage } from 'openpgp';
import { readContactKey } from '#libs/mail';
import { encryptedMail } from '../fixtures/incoming-mail.ts';
import type { HttpCaller } from '../harness/http-caller.ts';
import { Installation } from '../harness/installation.ts';
import type { Queues } from '../harness/installation.ts';
import { freePort } from '../harness/servers.ts';
import { atTheEnd } from '../harness/undo.ts';
import { p95, tell } from './figure.ts';
import { inLoops, read } from './load.ts';
import { mailKey } from './mail-keys.ts';
import type { MailKey, MailKeyKind } from './mail-keys.ts';
import { skipped } from './skipped.ts';

const MAILS = 200;
const KIB = 50;
const OURS = 'cert@dns-cert.example';
const REPORT = 'report@dns-cert.example';
const PASSPHRASE = 'bench';
/** Mails a second that are promised. */
const WANTED: Record<MailKeyKind, number> = { Curve25519: 20, 'RSA 4096': 10 };

/** L9: reports by mail, each signed and encrypted, read while the API is asked, beside the bare loop that opens them. */
export async function inbound(): Promise<void> {
  for (const queues of ['redis', 'postgres'] as const)
    for (const kind of ['Curve25519', 'RSA 4096'] as const) await measure(queues, kind);
}

async function measure(queues: Queues, kind: MailKeyKind): Promise<void> {
  const installation = await Installation.open({ queues });
  if (installation === null) {
    skipped('inbound', queues);
    return;
  }
  const [registry] = await installation.populate(1, 1);
  const contact = registry?.contact ?? '';
  const [ours, theirs] = [await mailKey(kind, OURS, PASSPHRASE), await mailKey(kind, contact, PASSPHRASE)];
  await installation.sql(`UPDATE contacts SET key_armored = $1, key_fingerprint = $2, key_algorithm = $3`, [
    theirs.publicKey,
    (await readContactKey(theirs.publicKey)).fingerprint,
    kind,
  ]);
  const messages = await sealed(ours, theirs);
  const bare = await bareRate(messages.slice(0, MAILS / 4), ours, theirs);
  const port = await freePort();
  const service = await installation.start('web,worker,inbound', {
    AUTO_NOTIFY: 'off',
    INBOUND_SMTP_PORT: String(port),
    ...(await keyFiles(ours)),
  });
  const caller = installation.caller(1);
  const asked: number[] = [];
  let isOver = false;
  const asking = inLoops(
    1,
    () => isOver,
    async () => asked.push(await ask(caller, installation.token)),
  );
  await bringAll(port, contact, messages);
  const rate = await rateRead(installation);
  isOver = true;
  await asking;
  caller.close();
  await service.stop();
  const figure = `${MAILS} reports by mail of ${KIB} KiB, signed and encrypted, ${kind}, queues on ${queues}`;
  tell({
    bench: 'inbound',
    figure,
    value: rate,
    unit: 'mails/s',
    beside: bare,
    besideWhat: 'bare loop that decrypts and verifies the same, one thread',
    limit: `>= ${WANTED[kind]}/s`,
    ok: rate >= WANTED[kind],
  });
  const slow = p95(asked);
  tell({
    bench: 'inbound',
    figure: `GET /incidents meanwhile, p95 of ${asked.length}, ${kind}, queues on ${queues}`,
    value: slow,
    unit: 'ms',
    limit: '<= 150 ms',
    ok: slow <= 150,
  });
}

/** Armoured messages, each with its own text. */
async function sealed(ours: MailKey, theirs: MailKey): Promise<string[]> {
  const made: string[] = [];
  for (let index = 0; index < MAILS; index += 1) {
    const words = randomBytes((KIB * 1024 * 3) / 4)
      .toString('base64')
      .replace(/.{72}/g, '$&\r\n');
    const text = `Content-Type: text/plain; charset=utf-8; hp="cipher"\r\nSubject: WHOIS is slow (${index})\r\n\r\n${words}\r\n`;
    const message = await createMessage({ text });
    made.push(
      String(await encrypt({ message, encryptionKeys: ours.open.toPublic(), signingKeys: theirs.open })),
    );
  }
  return made;
}

async function bareRate(messages: string[], ours: MailKey, theirs: MailKey): Promise<number> {
  const begun = performance.now();
  for (const armoredMessage of messages) {
    const { signatures } = await decrypt({
      message: await readMessage({ armoredMessage }),
      decryptionKeys: ours.open,
      verificationKeys: theirs.open.toPublic(),
    });
    await signatures[0]?.verified;
  }
  return (messages.length * 1_000) / (performance.now() - begun);
}

async function keyFiles({ secretKey }: MailKey): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'dnscert-bench-key-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
  const files = {
    SIGNING_KEY_FILE: join(folder, 'key.asc'),
    SIGNING_KEY_PASSPHRASE_FILE: join(folder, 'pass'),
  };
  await writeFile(files.SIGNING_KEY_FILE, secretKey, { mode: 0o600 });
  await writeFile(files.SIGNING_KEY_PASSPHRASE_FILE, PASSPHRASE, { mode: 0o600 });
  return files;
}

async function bringAll(port: number, from: string, messages: string[]): Promise<void> {
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: 2,
  });
  await Promise.all(
    messages.map((armored) =>
      transport.sendMail({
        envelope: { from, to: [REPORT] },
        raw: encryptedMail({ from, to: REPORT, subject: '...' }, armored),
      }),
    ),
  );
  transport.close();
}

async function ask(caller: HttpCaller, token: string): Promise<number> {
  const begun = performance.now();
  read(await caller.call('GET', 'incidents', token), 200);
  return performance.now() - begun;
}

/** From the first 250 to the last mail read. @throws Error when one became something else than a report */
async function rateRead(installation: Installation): Promise<number> {
  for (;;) {
    const [row] = await installation.sql<{ left: string; wrong: string; seconds: string }>(
      `SELECT count(*) FILTER (WHERE state = 'received') AS left,
              count(*) FILTER (WHERE state <> 'received' AND outcome IS DISTINCT FROM 'report') AS wrong,
              extract(epoch FROM max(read_at) - min(received_at)) AS seconds FROM inbound_messages`,
    );
    if (row === undefined || row.wrong !== '0') throw new Error(`${row?.wrong ?? ''} mails became no report`);
    if (row.left === '0') return MAILS / Number(row.seconds);
    await new Promise((later) => setTimeout(later, 200));
  }
}
