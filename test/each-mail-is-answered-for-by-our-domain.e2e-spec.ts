import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessage, readKey, readSignature, verify } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readContactKey } from '#libs/mail';
import { deliveriesOf, openIncident, tell } from './fixtures/casework.ts';
import { hasDkimpy, verifiedByDkimpy } from './fixtures/dkimpy.ts';
import { openParts } from './fixtures/signed-mail.ts';
import { openpgpKey } from './fixtures/contact-keys.ts';
import { TestService } from './harness/service.ts';

describe('with a DKIM key each mail carries a signature of our domain', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const record = `v=DKIM1; k=rsa; p=${createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')}`;
  let folder: string;
  let test: TestService;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dnscert-dkim-'));
    const file = join(folder, 'dkim.pem');
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    test = await TestService.start({
      env: { DKIM_KEY_FILE: file, DKIM_SELECTOR: 'cert2026', AUTO_NOTIFY: 'off' },
    });
  });
  afterAll(async () => {
    await test.stop();
    await rm(folder, { recursive: true });
  });

  it('in clear and encrypted, kept as it is sent, and OpenPGP holds as well', async () => {
    const key = (await openpgpKey('sealed@registry.example')).publicKey;
    await test.importOperators(
      { slug: 'clear', contacts: [{ email: 'clear@registry.example', role: 'noc', encryption: 'never' }] },
      { slug: 'sealed', contacts: [{ email: 'sealed@registry.example', role: 'noc' }] },
    );
    await test.sql(
      `UPDATE contacts SET key_armored = $1, key_fingerprint = $2, key_algorithm = 'Ed25519' WHERE email = 'sealed@registry.example'`,
      [key, (await readContactKey(key)).fingerprint],
    );
    const staff = await test.signUp('responder');
    const incident = await openIncident(test, staff, { summary: 'Slow answers', severity: 'low' });
    const { id } = await tell(staff, incident.id, { audience: { operators: ['clear', 'sealed'] } });
    await test.settled();
    const deliveries = await deliveriesOf(staff, id);
    for (const email of ['clear@registry.example', 'sealed@registry.example']) {
      expect(deliveries[email]?.state).toBe('handed_over');
      const sent = test.sink?.messages.find(({ to }) => to.includes(email))?.raw ?? Buffer.alloc(0);
      const kept = Buffer.from((await staff.get(deliveries[email]?.rawUrl ?? '')).text, 'latin1');
      expect(sent.equals(kept)).toBe(true);
      expect(sent.toString('latin1')).toMatch(/^DKIM-Signature: .*d=dns-cert\.example;/s);
      expect(sent.includes('multipart/encrypted')).toBe(email.startsWith('sealed'));
      if (hasDkimpy())
        expect(verifiedByDkimpy(sent, record)).toBe('True cert2026._domainkey.dns-cert.example.');
    }
    const clear = test.sink?.messages.find(({ to }) => to.includes('clear@registry.example'))?.raw;
    const { part, signature } = openParts(clear?.toString('latin1') ?? '');
    const [own] = await test.sql<{ armored: string }>('SELECT armored FROM published_keys');
    const { signatures } = await verify({
      message: await createMessage({ binary: Buffer.from(part, 'latin1') }),
      signature: await readSignature({ armoredSignature: signature }),
      verificationKeys: await readKey({ armoredKey: own?.armored ?? '' }),
    });
    await expect(signatures[0]?.verified).resolves.toBe(true);
  });
});
