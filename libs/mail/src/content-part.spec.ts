import { describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { contentPart } from './content-part.ts';
import type { MailFile } from './message.ts';
import { textPart } from './text-part.ts';

const FILE: MailFile = { name: 'record.json', type: 'application/json', content: '{ "what": "Störung" }\n' };
const part = (attachment?: MailFile, fields?: string[], parameters?: string) =>
  contentPart(
    { text: 'Siehe Anhang\n', messageId: '<1@dns-cert.example>', ...(attachment ? { attachment } : {}) },
    fields,
    parameters,
  );

describe('what a mail says', () => {
  it('is its text alone where no file goes along', () => {
    expect(part(undefined, ['X-Own: 1'], 'hp="cipher"')).toBe(
      textPart('Siehe Anhang\n', ['X-Own: 1'], 'hp="cipher"'),
    );
  });

  it('is read by a mail program as its text and its file, byte by byte', async () => {
    for (const content of [FILE.content, '', 'x'.repeat(100_000), '--=_boundary\r\n.\r\nFrom me\n']) {
      const bytes = part({ ...FILE, content }, ['Subject: Inside'], 'hp="cipher"; protected-headers="v1"');
      const { subject, text, attachments } = await PostalMime.parse(bytes);
      expect([subject, text?.trim()]).toEqual(['Inside', 'Siehe Anhang']);
      expect(attachments).toMatchObject([
        { filename: FILE.name, mimeType: FILE.type, disposition: 'attachment' },
      ]);
      expect(Buffer.from(attachments[0]?.content as ArrayBuffer).toString('utf8')).toBe(content);
      expect(bytes).toMatch(/^[\t\r\n\x20-\x7e]*\r\n$/);
      expect(bytes.split('\r\n').filter((line) => line.length > 100 || line.includes('\n'))).toEqual([]);
    }
  });

  it('holds no file whose name or type could say more than that', () => {
    for (const wrong of [
      { name: 'a"; x="b' },
      { name: 'a\r\nBcc: x@y.example' },
      { name: '../up' },
      { name: '' },
      { type: 'text/plain\r\nX: y' },
      { type: 'text' },
    ])
      expect(() => part({ ...FILE, ...wrong })).toThrow(
        expect.objectContaining({ code: 'mail.file_refused' }),
      );
  });
});
