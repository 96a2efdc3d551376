import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { AccessKey } from './access-key.ts';

describe('the access key', () => {
  const text = AccessKey.newText();
  const key = AccessKey.fromText(text);
  if (key === null) throw new Error('a new key is none');

  it('opens what it sealed, for the same owner alone', () => {
    const sealed = key.seal('a secret', 'totp of a');
    expect(sealed.includes('a secret')).toBe(false);
    expect(key.open(sealed, 'totp of a')).toBe('a secret');
    expect(key.open(sealed, 'totp of b')).toBeNull();
    expect(key.seal('a secret', 'totp of a').equals(sealed)).toBe(false);
  });

  it('opens nothing that another sealed, or that was changed at any place', () => {
    expect(new AccessKey(randomBytes(32)).open(key.seal('a secret', 'o'), 'o')).toBeNull();
    const sealed = key.seal('a secret', 'o');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(key.open(changed, 'o')).toBeNull();
    }
  });

  it('is the same from its text, and has a fingerprint of its own', () => {
    expect(AccessKey.fromText(text.trimEnd())?.fingerprint).toBe(key.fingerprint);
    expect(AccessKey.fromText(AccessKey.newText())?.fingerprint).not.toBe(key.fingerprint);
    expect(key.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each(['', 'short', `${text}x`, ` ${text}`, '-----BEGIN PGP PRIVATE KEY BLOCK-----'])(
    'is not %j',
    (other) => {
      expect(AccessKey.fromText(other)).toBeNull();
    },
  );

  it('is never printed', () => {
    expect(`${inspect(key, { depth: 9, showHidden: true })}${JSON.stringify(key)}`).not.toContain(
      text.trim(),
    );
  });
});
