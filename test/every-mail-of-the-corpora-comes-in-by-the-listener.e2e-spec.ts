import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encryptKey, readKey } from 'openpgp';
import type { PrivateKey } from 'openpgp';
import { contactKeyBody, mailAddress } from '#libs/contracts';
import { Inbox, Listener } from '#libs/inbox';
import type { InboundMessage } from '#libs/inbox';
import { earlierKeysFolder, loadOrMakeSigningKey, MailFault, readContactKey } from '#libs/mail';
import type { KnownKey } from '#libs/mail';
import { CORPUS_NOW, corporaFolder, filesOf, keysIn, misreadings } from './fixtures/corpora.ts';
import type { Known } from './fixtures/corpora.ts';
import { hostileGround, hostileMails, mimeBombs, saidOf } from './fixtures/hostile-mails.ts';
import type { Ground, Hostile } from './fixtures/hostile-mails.ts';
import { ended, RawSmtp } from './fixtures/raw-smtp.ts';
import type { Api } from './harness/api.ts';
import { QUEUES, TestService } from './harness/service.ts';

/** ms of the processor, for others load it as well, and MiB, of the whole process while one mail comes in and is read. */
const MOST_TIME = 2_000;
const MOST_MEMORY = 256;
const MOST_BYTES = 26_214_400;
const DESK = 'cert@dns-cert.example';
const STRANGER = 'someone@elsewhere.example';
const corpora = corporaFolder();

describe(`every mail of the corpora comes in by the listener (queues on ${QUEUES})`, () => {
  let test: TestService;
  let staff: Api;
  let smtp: RawSmtp;
  let folder: string;
  let ground: Ground;
  let known: Known[] = [];
  const costs: Cost[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dnscert-corpora-'));
    ground = await hostileGround();
    const secret = [ground.own];
    if (corpora !== null) {
      const keys = await keysIn(`${corpora}keys`);
      known = keys.known;
      secret.push(...keys.own);
    }
    test = await TestService.start({
      env: {
        AUTO_NOTIFY: 'off',
        INBOUND_SMTP_PORT: '0',
        INBOUND_MAX_BYTES: String(MOST_BYTES),
        ...(await ownKeys(folder, secret)),
      },
    });
    await giveKeys([...ground.known, ...known.map(({ key }) => key)]);
    staff = await test.signUp('lead');
    smtp = await RawSmtp.open(test.service.app.get(Listener).port ?? 0);
  });
  afterAll(async () => {
    await test.stop();
    smtp.close();
    await rm(folder, { recursive: true });
  });

  /** As they are, also those that nobody could hand in, each with an operator of its own. */
  const giveKeys = async (keys: KnownKey[]) => {
    const contacts = [{ email: 'desk@registry.example', role: 'admin' }];
    await test.importOperators(...keys.map((_, at) => ({ slug: `keyed-${at}`, contacts })));
    const opened = await Promise.all(keys.map(({ armored }) => readKey({ armoredKey: armored })));
    await test.sql(
      `INSERT INTO contacts (id, operator_id, email, role, key_armored, key_fingerprint, key_algorithm)
       SELECT gen_random_uuid(), o.id, k.email, 'noc', k.armored, k.fingerprint, 'x'
         FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (email, armored, fingerprint, at)
         JOIN operators o ON o.slug = 'keyed-' || (k.at - 1)`,
      [
        keys.map(({ email }) => email),
        keys.map(({ armored }) => armored),
        opened.map((key) => key.getFingerprint().toUpperCase()),
      ],
    );
  };

  /** Brings it, waits until it is read, and answers its row; null where the listener takes no mail so large. */
  const came = async (name: string, raw: Buffer): Promise<InboundMessage | null> => {
    const cost = startOf(name);
    const { code, response } = await smtp.bring(STRANGER, DESK, raw);
    if (code === 552) return null;
    const id = /^250 .* ([0-9a-f-]{36})$/.exec(response)?.[1];
    if (id === undefined) throw new Error(`${name}: ${response}`);
    const inbox = test.service.app.get(Inbox);
    for (;;) {
      const row = await inbox.find(id);
      if (row.state !== 'received') {
        costs.push(cost());
        return row;
      }
      await new Promise((later) => setTimeout(later, 5));
    }
  };
  /** Those that cost too much twice: what else the machine did meanwhile, it does not do again. */
  const tooMuch = async (from: number, rawOf: (name: string) => Buffer): Promise<Cost[]> => {
    const found: Cost[] = [];
    for (const { name } of costs.slice(from).filter(isTooMuch)) {
      await came(name, rawOf(name));
      found.push(...costs.splice(-1).filter(isTooMuch));
    }
    return found;
  };

  it('hostile mails and MIME bombs: each is read or put aside, none is its sender’s, and the next one is read', async () => {
    const mails = { ...(await hostileMails(ground)), ...mimeBombs() };
    expect(Object.keys(mails).length).toBeGreaterThanOrEqual(40);
    const wrong: string[] = [];
    const became: Record<string, number> = {};
    for (const [name, mail] of Object.entries(mails)) {
      const row = await came(name, mail.raw);
      const state = row?.state ?? 'refused with 552';
      became[state] = (became[state] ?? 0) + 1;
      const said = row === null ? beyond(mail, mail.raw.length > MOST_BYTES) : saidOfRow(mail, row);
      if (!said.startsWith('as expected')) wrong.push(`${name}: ${said}`);
    }
    console.log(`hostile mails by the listener: ${tally(became)}; ${told(costs)}`);
    expect(wrong).toEqual([]);
    expect(await tooMuch(0, (name) => mails[name]?.raw ?? Buffer.alloc(0))).toEqual([]);
  }, 60_000);

  if (corpora === null) {
    console.log('mails and keys of real programs by the listener: skipped, ../shared/data is not there');
    return;
  }

  it('mails of real programs have the verdicts that GnuPG has, and no spoof passes', async () => {
    await test.jump((CORPUS_NOW.getTime() - Date.now()) / 1_000);
    const files = filesOf(corpora, 'mail');
    expect(files.length).toBeGreaterThan(150);
    const wrong: string[] = [];
    const table: Record<string, Record<string, number>> = {};
    const from = costs.length;
    for (const { file, observed } of files) {
      const raw = readFileSync(corpora + file);
      const row = await came(file, raw);
      const corpus = file.split('/').slice(1, -1).join('/');
      const counts = (table[corpus] ??= {});
      const verdict = row === null ? 'refused' : verdictOf(row);
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      if (row === null || row.verdicts === null || row.reading === null) {
        wrong.push(`${file}: ${verdict}`);
        continue;
      }
      if (row.sha256 !== sha256(ended(raw))) wrong.push(`${file}: other bytes were kept`);
      wrong.push(...misreadings(file, observed, { ...row.reading, verdicts: row.verdicts }));
    }
    const lines = Object.entries(table).map(([corpus, counts]) => `${corpus.padEnd(28)} ${tally(counts)}`);
    console.log([`${files.length} mails by the listener; ${told(costs.slice(from))}`, ...lines].join('\n'));
    expect(wrong).toEqual([]);
    expect(await tooMuch(from, (name) => readFileSync(corpora + name))).toEqual([]);
  }, 90_000);

  it('keys of real programs are taken or refused over HTTP as they are when they are read', async () => {
    const files = filesOf(corpora, 'keys');
    expect(files.length).toBeGreaterThan(50);
    const keys = await Promise.all(
      files.map(async ({ file }) => handedIn(readFileSync(corpora + file, 'latin1'))),
    );
    await test.importOperators(
      ...keys.map(({ email }, at) => ({ slug: `intake-${at}`, contacts: [{ email, role: 'noc' }] })),
    );
    const contacts = await test.sql<{ id: string }>(
      `SELECT c.id FROM contacts c JOIN operators o ON o.id = c.operator_id WHERE o.slug LIKE 'intake-%'
        ORDER BY substring(o.slug FROM 8)::int`,
    );
    const rows: string[] = [];
    const wrong: string[] = [];
    const from = costs.length;
    for (const [at, { armored, fault }] of keys.entries()) {
      const file = files[at]?.file ?? '';
      const cost = startOf(file);
      const { status, body } = await staff.put<{ detail?: string }>(
        `contacts/${contacts[at]?.id ?? ''}/key`,
        {
          key: armored,
        },
      );
      costs.push(cost());
      const said = status < 300 ? 'taken' : `${status} ${body.detail ?? ''}`;
      rows.push(`${file.padEnd(60)} ${said}`);
      const isText = contactKeyBody.safeParse({ key: armored }).success;
      const isAsRead = fault === null ? status === 202 : status === 400 && (body.detail === fault || !isText);
      if (!isAsRead) wrong.push(`${file}: ${said}, and not: ${fault ?? 'taken'}`);
    }
    console.log([`${files.length} keys over HTTP; ${told(costs.slice(from))}`, ...rows].join('\n'));
    expect(wrong).toEqual([]);
    expect(costs.slice(from).filter(isTooMuch)).toEqual([]);
  });
});

/** For whom a key may be handed in, and why it is refused for them. */
async function handedIn(armored: string): Promise<{ armored: string; email: string; fault: string | null }> {
  const read = await readContactKey(armored).catch(() => null);
  const email = read?.emails.find((one) => mailAddress.safeParse(one).success) ?? STRANGER;
  const fault = await readContactKey(armored, email).then(
    () => null,
    (error: unknown) => {
      if (error instanceof MailFault) return error.message;
      throw error;
    },
  );
  return { armored, email, fault };
}

interface Cost {
  name: string;
  /** ms of the processor. */
  took: number;
  /** MiB by which the highest mark of memory rose. */
  grew: number;
}

function startOf(name: string): () => Cost {
  const began = process.cpuUsage();
  const before = process.resourceUsage().maxRSS;
  return () => {
    const { user, system } = process.cpuUsage(began);
    const grew = Math.round((process.resourceUsage().maxRSS - before) / 1_024);
    return { name, took: Math.round((user + system) / 1_000), grew };
  };
}

const isTooMuch = ({ took, grew }: Cost) => took > MOST_TIME || grew > MOST_MEMORY;

/** The slowest and the largest. */
function told(some: Cost[]): string {
  const most = (of: (cost: Cost) => number) => [...some].sort((a, b) => of(b) - of(a))[0];
  const [slowest, largest] = [most(({ took }) => took), most(({ grew }) => grew)];
  return `at most ${slowest?.took ?? 0} ms (${slowest?.name ?? ''}) and ${largest?.grew ?? 0} MiB more (${largest?.name ?? ''})`;
}

const tally = (counts: Record<string, number>) =>
  Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, count]) => `${count} × ${what}`)
    .join(', ');

const verdictOf = ({ state, verdicts, reading }: InboundMessage): string =>
  verdicts === null
    ? state
    : [
        ...(verdicts.encrypted.state === 'no' ? [] : [`encrypted ${verdicts.encrypted.state}`]),
        `signed ${verdicts.signed.state}`,
        ...(verdicts.sender.state === 'none' ? [] : [`sender ${verdicts.sender.state}`]),
        ...[reading?.automatic ?? []].flat(),
      ].join(' ');

const beyond = ({ limit }: Hostile, isBeyond: boolean) =>
  limit !== undefined && isBeyond ? 'as expected, beyond a limit' : 'put aside, and within all limits';

const saidOfRow = (mail: Hostile, { state, asideWhy, verdicts, reading }: InboundMessage): string =>
  verdicts === null || reading === null
    ? beyond(mail, state === 'quarantined' && asideWhy !== null)
    : saidOf(mail, { ...reading, verdicts });

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Files of a key of ours that signs, with these as keys from before: mail to them is read. */
async function ownKeys(folder: string, earlier: PrivateKey[]): Promise<Record<string, string>> {
  const files = { keyFile: join(folder, 'signing.asc'), passphraseFile: join(folder, 'passphrase') };
  await loadOrMakeSigningKey({ ...files, name: 'DNS-CERT', email: DESK });
  const passphrase = readFileSync(files.passphraseFile, 'utf8').trim();
  await mkdir(earlierKeysFolder(files), { mode: 0o700 });
  for (const [at, privateKey] of earlier.entries()) {
    const locked = await encryptKey({ privateKey, passphrase });
    await writeFile(join(earlierKeysFolder(files), `${at}.asc`), locked.armor(), { mode: 0o600 });
  }
  return { SIGNING_KEY_FILE: files.keyFile, SIGNING_KEY_PASSPHRASE_FILE: files.passphraseFile };
}
