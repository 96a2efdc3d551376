import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decryptKey, readKeys, readPrivateKeys } from 'openpgp';
import type { Key, PrivateKey } from 'openpgp';
import { readContactKey } from '../contact-key.ts';
import { MailFault } from '../fault.ts';
import { readMail } from './read-mail.ts';
import type { MailReading } from './read-mail.ts';
import { ReadingLimitExceeded } from './limits.ts';
import type { KnownKey } from './verdicts.ts';

/** Mails of real programs, hostile ones among them; see `../shared/data/README.md`. Not part of the project. */
const DATA = new URL('../../../../../shared/data/', import.meta.url).pathname;
const DATA_OF_A_WORK_TREE = new URL('../../../../../../shared/data/', import.meta.url).pathname;
const data = [DATA, DATA_OF_A_WORK_TREE].find((folder) => existsSync(`${folder}mail/manifest.json`));

interface Observed {
  pgp?: string;
  gpg?: string;
  sigs?: string[];
  report_type?: string;
  auto_submitted?: string;
}

/** ms of the processor a mail, for others load it as well, and MiB a mail. */
const MOST_TIME = 2_000;
const MOST_MEMORY = 256;

if (data === undefined) console.log('mails of real programs: skipped, ../shared/data is not there');
const described = data === undefined ? describe.skip : describe;

described('mails of real programs', () => {
  it('are read without harm, with the verdicts that GnuPG has, and no spoof passes', async () => {
    const folder = data ?? '';
    const { own, known } = await keysIn(`${folder}keys`);
    const { files } = JSON.parse(readFileSync(`${folder}mail/manifest.json`, 'utf8')) as {
      files: { file: string; observed: Observed }[];
    };
    const rows: string[] = [];
    const wrong: string[] = [];
    for (const { file, observed } of files) {
      const raw = readFileSync(folder + file);
      const { read, took, grew } = await measured(() =>
        readMail(raw, {
          own,
          now: new Date('2024-01-01T00:00:00Z'),
          envelopeFrom: null,
          lookUp: ({ addresses, keyIds }) =>
            Promise.resolve(known.filter((one) => isAsked(one, addresses, keyIds)).map(({ key }) => key)),
        }).catch((error: unknown) => {
          if (error instanceof ReadingLimitExceeded) return error;
          throw new Error(`${file}: ${String(error)}`, { cause: error });
        }),
      );
      if (took > MOST_TIME || grew > MOST_MEMORY) wrong.push(`${file}: ${Math.round(took)} ms, ${grew} MiB`);
      if (!isFit(read)) wrong.push(`${file}: a database would not take what was read`);
      if (read instanceof ReadingLimitExceeded) {
        rows.push(`${file}  quarantined: ${read.message}`);
        continue;
      }
      const { encrypted, signed, sender } = read.verdicts;
      rows.push(
        `${file}  ${Math.round(took)} ms  [${observed.pgp ?? '-'} ${observed.gpg ?? ''} ${(observed.sigs ?? []).join(' ')} ${observed.report_type ?? ''}]  ` +
          `encrypted ${encrypted.state}, signed ${signed.state}, sender ${sender.state}, ${read.automatic ?? '-'}` +
          (read.bounce === null ? '' : ` ${read.bounce.action} ${read.bounce.status ?? ''}`) +
          ` ${encrypted.why ?? ''} ${signed.state === 'none' ? '' : signed.why}`,
      );
      wrong.push(...misreadings(file, observed, read));
    }
    console.log(rows.join('\n'));
    expect(files.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
  }, 120_000);
});

described('keys of real programs', () => {
  it('are taken or refused with a reason, and none takes long', async () => {
    const folder = data ?? '';
    const { files } = JSON.parse(readFileSync(`${folder}keys/manifest.json`, 'utf8')) as {
      files: { file: string }[];
    };
    const rows: string[] = [];
    const wrong: string[] = [];
    for (const { file } of files) {
      const armored = readFileSync(folder + file, 'latin1');
      const {
        read: said,
        took,
        grew,
      } = await measured(() =>
        readContactKey(armored).then(
          ({ fingerprint }) => `taken, ${fingerprint}`,
          (error: unknown) =>
            error instanceof MailFault ? `refused: ${error.message}` : `fault: ${String(error)}`,
        ),
      );
      rows.push(`${file}  ${Math.round(took)} ms  ${said}`);
      if (took > MOST_TIME || grew > MOST_MEMORY || said.startsWith('fault'))
        wrong.push(`${file}: ${Math.round(took)} ms, ${grew} MiB, ${said}`);
    }
    console.log(rows.join('\n'));
    expect(files.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  }, 120_000);
});

/** No NUL, no half letters. */
const isFit = (read: unknown) => !/\\u(?:0000|d[89ab])/i.test(JSON.stringify(read));

/** What takes too long is read again, twice at most: the first of a process pays for the compiling of the reader. */
async function measured<T>(work: () => Promise<T>): Promise<{ read: T; took: number; grew: number }> {
  const once = async () => {
    const before = process.memoryUsage().rss;
    const began = process.cpuUsage();
    const read = await work();
    const took = milliseconds(process.cpuUsage(began));
    return { read, took, grew: (process.memoryUsage().rss - before) / 2 ** 20 };
  };
  let best = await once();
  for (let again = 0; again < 2 && best.took > MOST_TIME; again += 1) best = await once();
  return best;
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000;

/** What differs from GnuPG without a reason that is meant. */
function misreadings(
  file: string,
  observed: Observed,
  { verdicts, bounce, automatic }: MailReading,
): string[] {
  const wrong: string[] = [];
  const { encrypted, signed, sender } = verdicts;
  const isSpoof = file.startsWith('mail/spoof/') && !file.includes('valid-signed');
  if (isSpoof && sender.state === 'matches') wrong.push(`${file}: a spoof passes`);
  if (file.includes('valid-signed') && !file.includes('smime') && sender.state !== 'matches')
    wrong.push(`${file}: ${signed.state} ${signed.why} ${sender.why}`);
  if (observed.pgp?.includes('encrypted') === true) {
    const opens = encrypted.state === 'yes' || encrypted.state === 'partial';
    const mayFail = OLD_CRYPTOGRAPHY.test(encrypted.why ?? '');
    if (observed.gpg === 'decrypts' && !opens && !mayFail) wrong.push(`${file}: ${encrypted.why ?? ''}`);
    if (observed.gpg !== 'decrypts' && opens) wrong.push(`${file}: opened, and GnuPG does not`);
  }
  const isGood = observed.sigs?.some((sig) => sig.startsWith('GOODSIG')) === true;
  if (signed.state === 'good' && !isGood && observed.gpg === undefined)
    wrong.push(`${file}: good, and GnuPG does not say so`);
  if (
    observed.pgp === 'mime-signed' &&
    isGood &&
    !isSpoof &&
    !['good', 'partial'].includes(signed.state) &&
    !OLD_CRYPTOGRAPHY.test(signed.why)
  )
    wrong.push(`${file}: ${signed.state} ${signed.why}`);
  if (observed.report_type === 'delivery-status' && automatic !== 'bounce')
    wrong.push(`${file}: no bounce, ${automatic ?? 'a person'}`);
  if (observed.report_type === 'delivery-status' && bounce === null)
    wrong.push(`${file}: a bounce that tells nothing`);
  return wrong;
}

/** What we refuse and GnuPG 2.2 still takes: SHA-1 and MD5, DSA and ElGamal, RSA under 2,048 bits, ciphers of 64-bit blocks. */
const OLD_CRYPTOGRAPHY =
  /SHA-?1|sha1|MD5|insecure|not allowed|too small|dsa|elgamal|2047|unknown_key|integrity|not authenticated|None of our keys|old kind|cipher|key derivation/i;

const isAsked = ({ key, ids }: Known, addresses: string[], keyIds: string[]) =>
  addresses.includes(key.email) || keyIds.some((id) => ids.includes(id.toLowerCase()));

interface Known {
  key: KnownKey;
  ids: string[];
}

async function keysIn(folder: string): Promise<{ own: PrivateKey[]; known: Known[] }> {
  const own: PrivateKey[] = [];
  const known: Known[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(txt|asc|key|gpg|pgp|pub|sec)$/.test(path) || /^rnp/.test(path)) continue;
    const bytes = readFileSync(`${folder}/${path}`);
    const keys = await anyKeys(bytes);
    for (const key of keys) {
      const secret = key.isPrivate() ? await unlocked(key) : null;
      if (secret?.isDecrypted() === true) own.push(secret);
      const email = key.users[0]?.userID?.email.toLowerCase() ?? '';
      known.push({
        key: { armored: key.toPublic().armor(), email, owner: email },
        ids: key.getKeys().map((one) => one.getKeyID().toHex()),
      });
    }
  }
  return { own, known };
}

async function anyKeys(bytes: Buffer): Promise<Key[]> {
  const text = bytes.toString('latin1');
  const isArmored = text.includes('-----BEGIN PGP');
  try {
    if (text.includes('PRIVATE KEY'))
      return await readPrivateKeys({ armoredKeys: text.slice(text.indexOf('-----BEGIN PGP')) });
    return isArmored
      ? await readKeys({ armoredKeys: text.slice(text.indexOf('-----BEGIN PGP')) })
      : await readKeys({ binaryKeys: bytes });
  } catch {
    return [];
  }
}

async function unlocked(key: PrivateKey): Promise<PrivateKey> {
  if (key.isDecrypted()) return key;
  return decryptKey({ privateKey: key, passphrase: 'rt-test' }).catch(() => key);
}
