import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MaildirTransport } from './maildir.ts';
import type { OutgoingMail } from './transport.ts';

const mail = (to = 'noc@registry.example', id = '<1@cert.example>'): OutgoingMail => ({
  envelope: { from: 'bounce+a@cert.example', to },
  raw: Buffer.from(`Subject: x\r\nMessage-ID:\r\n ${id}\r\n\r\n.\r\nFrom me \r\n`),
});

describe('the Maildir', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'maildir-')), 'mail');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('holds exactly the bytes that were signed, for nobody else to read', async () => {
    const sent = await new MaildirTransport(folder, 'cert/1:2').send(mail());
    expect(sent).toMatchObject({ outcome: 'sent', stage: 'done' });
    const names = await readdir(join(folder, 'new'));
    expect(names).toHaveLength(1);
    const [name = ''] = names;
    expect(name).toMatch(
      /^\d{10,}\.M\d+P\d+Q1\.cert\\0571\\0722,S=\d+,H=[0-9a-f]{16},T=noc%40registry\.example$/,
    );
    expect(await readFile(join(folder, 'new', name))).toEqual(mail().raw);
    expect((await stat(join(folder, 'new', name))).mode & 0o777).toBe(0o600);
    for (const part of ['.', 'new', 'cur', 'tmp'])
      expect((await stat(join(folder, part))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('keeps a mail that is sent again, recognisable by its Message-ID', async () => {
    const transport = new MaildirTransport(folder);
    await Promise.all([
      transport.send(mail()),
      transport.send(mail()),
      transport.send(mail('a@b.example', '<2@x>')),
    ]);
    const hashes = (await readdir(join(folder, 'new'))).map((name) => /H=(\w+)/.exec(name)?.[1]);
    expect(hashes).toHaveLength(3);
    expect(new Set(hashes).size).toBe(2);
  });

  it('leaves a recipient out of the name that would make it too long', async () => {
    const to = `${'a'.repeat(64)}@${'b.'.repeat(80)}example`;
    expect(await new MaildirTransport(folder).send(mail(to))).toMatchObject({ outcome: 'sent' });
  });

  it('answers with a value when nothing can be written, and recovers', async () => {
    await writeFile(folder, 'in the way');
    const transport = new MaildirTransport(folder);
    expect(await transport.send(mail())).toMatchObject({
      outcome: 'soft_fail',
      scope: 'server',
      stage: 'data',
    });
    await rm(folder);
    expect(await transport.send(mail())).toMatchObject({ outcome: 'sent' });
  });
});
