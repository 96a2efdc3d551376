import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hasDkimpy, verifiedByDkimpy } from '../../../test/fixtures/dkimpy.ts';
import { DkimSigner } from './dkim.ts';
import { MailFault } from './fault.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const RAW = Buffer.from(
  [
    'From: DNS-CERT <cert@dns-cert.example>',
    'To: noc@registry.example',
    'Subject: =?utf-8?q?Z=C3=BCrich?=',
    'Message-ID: <1@dns-cert.example>',
    'Content-Type: multipart/signed; micalg=pgp-sha512;',
    ' protocol="application/pgp-signature"; boundary="b"',
    '',
    '--b',
    'two  blanks and one at the end ',
    '.',
    '--b--',
    '',
    '',
  ].join('\r\n'),
);

const suite = hasDkimpy() ? it : it.skip;

function verified(raw: Buffer): string {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return verifiedByDkimpy(raw, `v=DKIM1; k=rsa; p=${key}`);
}

describe('a DKIM signature', () => {
  const signer = new DkimSigner({ domain: 'dns-cert.example', selector: 'cert2026' }, PEM);

  it('stands before the bytes, which stay as they are', async () => {
    const signed = await signer.sign(RAW);
    const header = signed.subarray(0, signed.length - RAW.length).toString();
    expect(header).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=dns-cert\.example;/);
    expect(header.split('\r\n').every((line) => line.length <= 78)).toBe(true);
    expect(signed.subarray(-RAW.length).equals(RAW)).toBe(true);
  });

  suite('is good for another program, and no longer when a word is changed', async () => {
    const signed = await signer.sign(RAW);
    expect(verified(signed)).toBe('True cert2026._domainkey.dns-cert.example.');
    const changed = Buffer.from(signed.toString('latin1').replace('two  blanks', 'no blanks'), 'latin1');
    expect(verified(changed)).toMatch(/^False/);
    const renamed = Buffer.from(signed.toString('latin1').replace('Z=C3=BCrich', 'Bern'), 'latin1');
    expect(verified(renamed)).toMatch(/^False/);
  });

  it.each([
    ['no key', 'nothing'],
    ['one for something else', () => generateKeyPairSync('ed25519').privateKey],
    ['one that is too short', () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey],
  ])('is not made with %s', (_what, given) => {
    const pem =
      typeof given === 'string' ? given : given().export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => new DkimSigner({ domain: 'a.example', selector: 's' }, pem)).toThrow(MailFault);
  });
});
