import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assertAnswers, timestampQuery, TimestampRefused } from './timestamp.ts';

const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;
if (!HAS_OPENSSL) process.stdout.write('skipped: there is no openssl to answer as a timestamp server\n');

(HAS_OPENSSL ? describe : describe.skip)('a timestamp of openssl', () => {
  let folder = '';
  const inFolder = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dnscert-tsa-'));
    writeFileSync(
      inFolder('tsa.cnf'),
      `[req]
distinguished_name = dn
prompt = no
x509_extensions = tsa
[dn]
CN = tsa.example
[tsa]
basicConstraints = CA:true
extendedKeyUsage = critical,timeStamping
[tsa_config]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
`,
    );
    writeFileSync(inFolder('serial'), '01');
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'key.pem',
      '-out',
      'cert.pem',
      '-days',
      '2',
      '-config',
      'tsa.cnf',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const answerTo = (request: Buffer): Buffer => {
    writeFileSync(inFolder('query.tsq'), request);
    openssl(
      'ts',
      '-reply',
      '-queryfile',
      'query.tsq',
      '-signer',
      'cert.pem',
      '-inkey',
      'key.pem',
      '-config',
      'tsa.cnf',
      '-section',
      'tsa_config',
      '-out',
      'reply.tsr',
    );
    return readFileSync(inFolder('reply.tsr'));
  };

  it('is taken for what was asked, and openssl agrees', () => {
    const text = 'cert.example/record\n7\nAAAA\n';
    const query = timestampQuery(text);
    const answer = answerTo(query.request);
    expect(() => assertAnswers(answer, query)).not.toThrow();
    writeFileSync(inFolder('text'), text);
    const said = openssl(
      'ts',
      '-verify',
      '-data',
      'text',
      '-in',
      'reply.tsr',
      '-CAfile',
      'cert.pem',
    ).toString();
    expect(said).toMatch(/OK/);
    // The same text asked for again is another question.
    expect(() => assertAnswers(answer, timestampQuery(text))).toThrow(TimestampRefused);
  });

  it('is refused where it was not granted, is cut, or is none', () => {
    const query = timestampQuery('x');
    const bad = Buffer.from('30053003020102', 'hex');
    for (const answer of [
      bad,
      Buffer.alloc(0),
      Buffer.from('30', 'hex'),
      Buffer.from('<html>'),
      answerTo(query.request).subarray(0, 20),
    ])
      expect(() => assertAnswers(answer, query)).toThrow(TimestampRefused);
  });
});
