import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProfile } from './profile.ts';
import { rfc2350, securityTxt } from './texts.ts';

const CONFIG = { MAIL_FROM: 'cert@cert.example', PUBLIC_URL: 'https://cert.example' };
const KEY = {
  fingerprint: '0123456789ABCDEF0123456789ABCDEF01234567',
  userId: 'DNS-CERT <cert@cert.example>',
};
const AT = new Date('2026-11-28T08:00:00Z');

describe('who we are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const given = (text: string) => {
    writeFileSync(join(folder, 'cert.json'), text);
    return readProfile(join(folder, 'cert.json'));
  };

  it('is what we come with, save what the file says otherwise', () => {
    const own = given('{"name":"CERT of .example","telephone":"+999 1 234"}');
    expect(own).toEqual({ ...readProfile(undefined), name: 'CERT of .example', telephone: '+999 1 234' });
  });

  it('is refused with every fault named', () => {
    expect(() => given('{"name":"","phone":"1","timezone":"Moon"}')).toThrow(/name.*timezone.*phone|phone/s);
    expect(() => given('{')).toThrow(/cannot be read as JSON/);
    expect(() => readProfile(join(folder, 'none'))).toThrow(/CERT_PROFILE_FILE/);
  });

  it('is told by RFC 2350 in lines of 72 columns, each section there', () => {
    const text = rfc2350(given('{"telephone":"+999 1 234"}'), CONFIG, KEY, AT);
    const sections = text.match(/^\d\. .*$/gm);
    expect(sections?.map((line) => line.slice(0, 2))).toEqual(['1.', '2.', '3.', '4.', '5.', '6.', '7.']);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(text).toContain('0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567');
    expect(text).toContain('+999 1 234');
    expect(text).toContain('2026-11-28');
    expect(text).not.toMatch(/[ \t]$/m);
  });

  it('is found by security.txt, which has an end', () => {
    expect(securityTxt(CONFIG, AT).split('\n')).toEqual(
      expect.arrayContaining(['Contact: mailto:cert@cert.example', 'Expires: 2027-05-27T08:00:00.000Z']),
    );
  });
});
