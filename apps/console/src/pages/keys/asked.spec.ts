import { describe, expect, it } from '@jest/globals';
import { askedIn } from './asked.ts';

const FINGERPRINT = '0123456789ABCDEF0123456789ABCDEF01234567';
const GROUPS = FINGERPRINT.match(/.{4}/g)?.join(' ') ?? '';

describe('what is asked of the key room', () => {
  it.each([
    ['a fingerprint', FINGERPRINT],
    ['in small letters', FINGERPRINT.toLowerCase()],
    ['in groups', GROUPS],
    ['with its mark', `0x${FINGERPRINT}`],
    ['in what a mail program says', `gpg: encrypted with cv25519 key, ID ${FINGERPRINT}, created 2026-01-01`],
  ])('%s is a key', (_, text) => expect(askedIn(text)).toEqual({ by: 'key', id: FINGERPRINT }));

  it('a key id is one as well', () =>
    expect(askedIn('no secret key: 0xDEADBEEF01234567')).toEqual({ by: 'key', id: 'DEADBEEF01234567' }));

  it.each([
    ['noc@registry-a.example', 'noc@registry-a.example'],
    ['  Registry\n of .aa ', 'Registry of .aa'],
    ['DEADBEEF', 'DEADBEEF'],
    [`${FINGERPRINT}0`, `${FINGERPRINT}0`],
    ['../../users', '../../users'],
  ])('%j is looked for among contacts', (text, words) =>
    expect(askedIn(text)).toEqual({ by: 'words', words }),
  );

  it('no more is asked than the service takes', () => {
    expect(askedIn('x'.repeat(5_000))).toEqual({ by: 'words', words: 'x'.repeat(100) });
    expect(askedIn(' \n')).toEqual({ by: 'nothing' });
  });
});
