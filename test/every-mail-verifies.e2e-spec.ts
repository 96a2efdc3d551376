import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMessage, readKey, readSignature, verify } from 'openpgp';
import { openIncident, tell } from './fixtures/casework.ts';
import { fieldOf, messagesOf, recipientsOf, textOf } from './fixtures/mails.ts';
import { openParts } from './fixtures/signed-mail.ts';
import type { SignedParts } from './fixtures/signed-mail.ts';
import { programPath } from './harness/servers.ts';
import { QUEUES, TestService } from './harness/service.ts';
import type { SinkMessage } from './harness/smtp-sink.ts';

const run = promisify(execFile);

/** Programs of other makers. Each gets a folder with `key.asc`, `N` and `N.asc`, and fails when a signature is not good. */
const JUDGES: Record<string, (folder: string, names: string[]) => Promise<unknown>> = {
  gpg: async (folder, names) => {
    const gpg = (...args: string[]) =>
      run('gpg', ['--homedir', folder, '--batch', '--no-autostart', '--trust-model', 'always', ...args]);
    await gpg('--import', join(folder, 'key.asc'));
    for (const name of names) await gpg('--verify', join(folder, `${name}.asc`), join(folder, name));
  },
  sqop: (folder, names) => sop('sqop', folder, names),
  gosop: (folder, names) => sop('gosop', folder, names),
  'pgpainless-cli': (folder, names) => sop('pgpainless-cli', folder, names),
  rnp: async (folder, names) => {
    await run('rnpkeys', ['--homedir', folder, '--import', join(folder, 'key.asc')]);
    for (const name of names)
      await run('rnp', ['--homedir', folder, '--verify', join(folder, `${name}.asc`)]);
  },
};

/** By RFC 9580 section 9.5. */
const HASHES = new Map<number, string>([
  [8, 'sha256'],
  [9, 'sha384'],
  [10, 'sha512'],
]);

/** The Stateless OpenPGP interface reads what was signed from its input. */
async function sop(program: string, folder: string, names: string[]): Promise<void> {
  for (const name of names)
    await run('sh', ['-c', `"$0" verify "$1/$2.asc" "$1/key.asc" < "$1/$2"`, program, folder, name]);
}

describe(`every mail verifies (queues on ${QUEUES})`, () => {
  let test: TestService;
  let key: string;
  let mails: { message: SinkMessage; parts: SignedParts }[];

  beforeAll(async () => {
    test = await TestService.start();
    await test.importOperators(
      {
        slug: 'plain',
        tlds: ['aa'],
        contacts: [{ email: 'noc@plain.example', role: 'noc', timezone: 'Pacific/Auckland' }],
      },
      {
        slug: 'unicode',
        name: 'Реестр «Домены» 注册局',
        tlds: ['xn--p1ai'],
        contacts: [{ email: 'noc@unicode.example', name: 'Дежурный, NOC', role: 'noc', language: 'fr-CA' }],
      },
    );
    const staff = await test.signUp('responder', { email: 'staff@dns-cert.example' });
    const incident = await openIncident(test, staff, {
      summary: 'Nothing resolves under .aa and .рф, all name servers down – “hélas” 🚨',
      severity: 'critical',
      ongoing: true,
      resources: [
        { type: 'tld', value: 'aa' },
        { type: 'tld', value: 'рф' },
      ],
    });
    // All that relays and programs like to change.
    const body =
      'From here on\nFrom \n.\n..dots\n-- \nblanks at the end  \n\ttab\t\n=20=\n- dash\n' +
      'word '.repeat(300);
    await tell(staff, incident.id, { template: 'update', audience: { affected: true }, body });
    await tell(staff, incident.id, {
      template: 'all-clear',
      audience: { affected: true },
      subject: 'Es ist vorbei – 終わり',
      tlp: 'AMBER+STRICT',
    });
    await test.settled();
    key = (await test.api().get('/.well-known/dnscert.asc')).text;
    mails = messagesOf(test.sink).map((message) => ({
      message,
      parts: openParts(message.raw.toString('latin1')),
    }));
  });
  afterAll(() => test.stop());

  it('of every sort: receipt, notice, update, all-clear, to each who is meant', () => {
    const each = ['noc@plain.example', 'noc@unicode.example'];
    expect(recipientsOf(test.sink)).toEqual([...each, ...each, ...each, 'staff@dns-cert.example'].sort());
    const subjects = mails.map(({ message }) => fieldOf(message.raw, 'Subject'));
    for (const mark of [/Receipt/, /touches/, /Update/, /TLP:AMBER\+STRICT/])
      expect(subjects.some((subject) => mark.test(subject))).toBe(true);
  });

  it('is in the language of its reader, words and times and kinds alike', () => {
    const french = mails.filter(({ message }) => message.to.includes('noc@unicode.example'));
    const texts = french.map(({ message }) => textOf(message.raw)).join('\n');
    for (const words of ['À : Реестр', 'Gravité    critique', 'Mise à jour', 'est terminé pour .', 'Panne'])
      expect(texts).toContain(words);
    expect(texts).not.toMatch(/Severity|outage|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) 20/);
    const [notice = ''] = texts.split('TLP:').filter((text) => text.includes('Gravité    '));
    const ours = notice.split('\n').filter((line) => !line.includes('http'));
    expect(Math.max(...ours.map((line) => line.length))).toBeLessThanOrEqual(72);
  });

  it('is made of two parts, in 7 bits, with nothing that a relay may change', () => {
    for (const { message, parts } of mails) {
      const raw = message.raw.toString('latin1');
      expect(parts.parts).toHaveLength(2);
      expect(fieldOf(message.raw, 'Content-Type')).toMatch(
        /^multipart\/signed; micalg=pgp-sha(256|384|512); protocol="application\/pgp-signature"; boundary="/,
      );
      // eslint-disable-next-line no-control-regex -- 7 bits with tab and line ends is asked for
      expect(raw).not.toMatch(/[^\x09\x0a\x0d\x20-\x7e]/);
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const lines = parts.part.split('\r\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
      for (const line of lines) expect(line).not.toMatch(/^From |[ \t]$/);
      expect(fieldOf(message.raw, 'Auto-Submitted')).toBe('auto-generated');
      expect(message.from).toMatch(/^bounce\+[0-9a-f]+@dns-cert\.example$/);
      expect(textOf(message.raw)).toMatch(/^TLP:AMBER/);
    }
  });

  it('has an id of its own and the thread of its incident', () => {
    const ids = mails.map(({ message }) => fieldOf(message.raw, 'Message-ID'));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(mails.map(({ message }) => fieldOf(message.raw, 'References'))).size).toBe(1);
    expect(new Set(mails.map(({ message }) => fieldOf(message.raw, 'Reply-To'))).size).toBe(ids.length);
  });

  it('by OpenPGP.js, with the hash that the header names; and not when one letter is changed', async () => {
    const verificationKeys = await readKey({ armoredKey: key });
    expect(verificationKeys.isPrivate()).toBe(false);
    for (const { parts, message } of mails) {
      const signature = await readSignature({ armoredSignature: parts.signature });
      const judge = async (text: string) => {
        const read = await createMessage({ binary: Buffer.from(text, 'latin1') });
        const { signatures } = await verify({
          message: read,
          signature,
          verificationKeys,
          expectSigned: false,
        });
        return signatures[0]?.verified.catch(() => false);
      };
      expect(await judge(parts.part)).toBe(true);
      expect(await judge(parts.part.replace('TLP', 'tlp'))).toBe(false);
      const [packet] = signature.packets;
      const named = HASHES.get(packet?.hashAlgorithm ?? 0);
      expect(fieldOf(message.raw, 'Content-Type')).toContain(`micalg=pgp-${named ?? '?'};`);
    }
  });

  for (const [name, judge] of Object.entries(JUDGES)) {
    const isHere = programPath(name) !== null;
    if (!isHere) console.warn(`${name} is not installed: its verdict on our mails is not asked for`);
    (isHere ? it : it.skip)(`by ${name}, and not when one letter is changed`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'dnscert-judge-'));
      try {
        await writeFile(join(folder, 'key.asc'), key);
        for (const [index, { parts }] of mails.entries()) {
          await writeFile(join(folder, String(index)), parts.part, 'latin1');
          await writeFile(join(folder, `${index}.asc`), parts.signature);
        }
        await judge(folder, [...mails.keys()].map(String));
        const [first] = mails;
        if (first === undefined) throw new Error('no mail');
        await writeFile(join(folder, '0'), first.parts.part.replace('TLP', 'tlp'), 'latin1');
        await expect(judge(folder, ['0'])).rejects.toThrow();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});
