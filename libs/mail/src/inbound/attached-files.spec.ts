import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { attachedOf } from './attached-files.ts';
import { readEntity } from './entity.ts';
import { Budget, READING_LIMITS } from './limits.ts';
import { readMail } from './read-mail.ts';

const part = (header: string[], body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);

const named = (name: string, body: string | Buffer, more: string[] = []): Buffer =>
  part([`Content-Type: application/x-log; name="${name}"`, ...more], body);

const mailOf = (parts: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('From: a@b.example\r\nContent-Type: multipart/mixed; boundary="=_m"\r\n\r\n'),
    ...parts.flatMap((one) => [Buffer.from('--=_m\r\n'), one, Buffer.from('\r\n')]),
    Buffer.from('--=_m--\r\n'),
  ]);

const read = async (parts: Buffer[]) =>
  readMail(mailOf(parts), {
    own: [],
    lookUp: () => Promise.resolve([]),
    now: new Date(),
    envelopeFrom: 'a@b.example',
  });

const entities = (parts: Buffer[]) => readEntity(mailOf(parts), new Budget()).parts;

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('files of a mail', () => {
  it('are given as the bytes that they were, with their digests', async () => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 256));
    const coded = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
    const { files, contents, text } = await read([
      part(['Content-Type: text/plain'], 'See the files'),
      named('a.pcap', coded, ['Content-Transfer-Encoding: base64']),
      part(['Content-Type: text/plain', 'Content-Disposition: inline; filename="notes.txt"'], 'Line one'),
      part(['Content-Type: image/png'], ''),
    ]);
    expect(text).toBe('See the files\n\nLine one');
    expect(files).toEqual([
      { name: 'a.pcap', type: 'application/x-log', bytes: 5_000, sha256: digest(bytes), leftOut: null },
      {
        name: 'notes.txt',
        type: 'text/plain',
        bytes: 8,
        sha256: digest(Buffer.from('Line one')),
        leftOut: null,
      },
      { name: null, type: 'image/png', bytes: 0, sha256: digest(Buffer.alloc(0)), leftOut: null },
    ]);
    expect(contents.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(contents.map(({ bytes: own }) => digest(own))).toEqual(files.map(({ sha256 }) => sha256));
    for (const { bytes: own } of contents) expect(own.buffer.byteLength).toBe(own.length);
  });

  it('keep whatever name they have, without what turns text', async () => {
    const { files } = await read([
      named('../../etc/passwd', 'x'),
      named('exe.\u202efdp', 'x'),
      named('n'.repeat(500), 'x'),
      named('', 'x'),
    ]);
    expect(files.map(({ name }) => name)).toEqual([
      '../../etc/passwd',
      expect.any(String),
      'n'.repeat(255),
      '',
    ]);
    expect(files[1]?.name).not.toContain('\u202e');
  });

  it('that are too large, or too much together, are told and left out', () => {
    const { fileBytes, filesBytes } = READING_LIMITS;
    const large = Buffer.alloc(fileBytes, 'x');
    const { files, contents } = attachedOf(
      entities([
        named('over', Buffer.concat([large, Buffer.from('x')])),
        named('whole', large),
        named('rest', Buffer.alloc(filesBytes - fileBytes + 1, 'x')),
        named('small', 'x'),
      ]),
      new Budget(),
    );
    expect(files.map(({ name, leftOut, bytes }) => [name, leftOut, bytes])).toEqual([
      ['over', 'too_large', fileBytes + 1],
      ['whole', null, fileBytes],
      ['rest', 'too_much', filesBytes - fileBytes + 1],
      ['small', null, 1],
    ]);
    expect(contents.map(({ n }) => n)).toEqual([2, 4]);
  });

  it('that are too many are counted, and one for which no room is left ends nothing', () => {
    const many = Array.from({ length: READING_LIMITS.files + 7 }, (_, index) => named(`${index}`, 'x'));
    const listed = attachedOf(entities(many), new Budget());
    expect([listed.files.length, listed.contents.length, listed.moreFiles]).toEqual([100, 100, 7]);
    const spent = new Budget();
    spent.decode(READING_LIMITS.decodedBytes);
    expect(attachedOf(entities([named('late', 'x')]), spent)).toMatchObject({
      files: [{ leftOut: 'too_much', bytes: 1, sha256: null }],
      contents: [],
    });
  });
});
