import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMessage, readSignature, sign } from 'openpgp';
import {
  hostileGround,
  hostileMails,
  mimeBombs,
  NOC,
  saidOf,
} from '../../../../test/fixtures/hostile-mails.ts';
import type { Ground, Hostile } from '../../../../test/fixtures/hostile-mails.ts';
import { ReadingLimitExceeded } from './limits.ts';
import { MailReader } from './mail-reader.ts';
import { multipartSigned } from '../../../../test/fixtures/mime-shapes.ts';
import { readMail } from './read-mail.ts';
import type { KeyLookUp } from './verdicts.ts';

/** ms of the processor a mail, for others load it as well, and MiB a mail. */
const MOST_TIME = 2_000;
const MOST_MEMORY = 256;

describe('hostile mails', () => {
  let ground: Ground;
  let mails: Record<string, Hostile>;
  beforeAll(async () => {
    ground = await hostileGround();
    mails = { ...(await hostileMails(ground)), ...mimeBombs() };
  });

  const lookUp: KeyLookUp = ({ addresses, keyIds }) =>
    Promise.resolve(
      ground.known.filter(
        ({ email, armored }) => addresses.includes(email) || (keyIds.length > 0 && armored !== ''),
      ),
    );

  it('none is told as signed by who it says it is from, none crashes, none takes long', async () => {
    expect(Object.keys(mails).length).toBeGreaterThanOrEqual(40);
    const wrong: string[] = [];
    const rows: string[] = [];
    for (const [name, mail] of Object.entries(mails)) {
      const before = process.memoryUsage().rss;
      const began = process.cpuUsage();
      const said = await judged(mail);
      const took = milliseconds(process.cpuUsage(began));
      const grew = (process.memoryUsage().rss - before) / 2 ** 20;
      rows.push(`${name}: ${said}, ${Math.round(took)} ms`);
      if (took > MOST_TIME || grew > MOST_MEMORY) wrong.push(`${name}: ${Math.round(took)} ms, ${grew} MiB`);
      if (!said.startsWith('as expected')) wrong.push(`${name}: ${said}`);
    }
    console.log(rows.join('\n'));
    expect(wrong).toEqual([]);
  }, 60_000);

  it('a replay is known when what stands beside its signature unsigned is changed', async () => {
    const part = 'Content-Type: text/plain\r\n\r\nACK\r\n';
    const signature = await readSignature({
      armoredSignature: String(
        await sign({
          message: await createMessage({ binary: Buffer.from(part) }),
          signingKeys: ground.noc,
          detached: true,
        }),
      ),
    });
    const digestOf = async (text: string, ends: string) => {
      const mail = `From: ${NOC}\r\n${multipartSigned(text, signature.armor().trim())}`.replaceAll(
        '\r\n',
        ends,
      );
      const { verdicts } = await readMail(Buffer.from(mail), {
        own: [ground.own],
        lookUp,
        now: new Date(),
        envelopeFrom: NOC,
      });
      expect(verdicts.signed.state).toBe('good');
      return verdicts.signer?.digest;
    };
    const first = await digestOf(part, '\r\n');
    const [packet] = signature.packets as unknown as {
      unhashedSubpackets: { type: number; body: Uint8Array }[];
    }[];
    packet?.unhashedSubpackets.push({ type: 100, body: Uint8Array.of(1, 2, 3) });
    expect(await digestOf(part, '\n')).toBe(first);
  });

  async function judged(mail: Hostile): Promise<string> {
    const read = await readMail(mail.raw, {
      own: [ground.own],
      lookUp,
      now: new Date(),
      envelopeFrom: null,
    }).catch((error: unknown) => {
      if (error instanceof ReadingLimitExceeded) return error;
      throw error;
    });
    if (!(read instanceof ReadingLimitExceeded)) return saidOf(mail, read);
    return read.limit === mail.limit
      ? `as expected, beyond ${read.limit}`
      : `beyond ${read.limit}: ${read.message}`;
  }
});

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000;

describe('the thread that reads mail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reader-'));
  const files = {
    keyFile: join(folder, 'signing.asc'),
    passphraseFile: join(folder, 'passphrase'),
    name: 'DNS-CERT',
    email: 'cert@dns-cert.example',
  };
  const mail = { envelopeFrom: null, now: new Date(), lookUp: () => Promise.resolve([]) };
  const raw = Buffer.from('From: a@b.example\r\nSubject: Hello\r\n\r\nText\r\n');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is ended by a mail that takes too long, and the next mail has a new one', async () => {
    const hasty = new MailReader({ files, limit: 1 });
    await expect(hasty.read({ ...mail, raw })).rejects.toMatchObject({ limit: 'time' });
    await hasty.close();
    const reader = new MailReader({ files });
    const bomb = Buffer.from(
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(1_000)}`,
    );
    const [first, second, third] = await Promise.allSettled([
      reader.read({ ...mail, raw }),
      reader.read({ ...mail, raw: bomb }),
      reader.read({ ...mail, raw }),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { subject: 'Hello', text: 'Text\n' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { limit: 'parts' } });
    expect(third).toMatchObject({ status: 'fulfilled' });
    await reader.close();
  });
});
