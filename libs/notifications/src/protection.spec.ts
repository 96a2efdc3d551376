import { describe, expect, it } from '@jest/globals';
import type { Tlp } from '#libs/contracts';
import type { Relation } from '#libs/access';
import { protectionOf, withDeadKey } from './protection.ts';
import type { Lock } from './protection.ts';

const NOW = new Date('2026-03-01T00:00:00Z');
const KEYS = {
  none: { keyFingerprint: null, keyExpiresAt: null },
  good: { keyFingerprint: 'AA', keyExpiresAt: new Date('2026-03-01T00:00:01Z') },
  endless: { keyFingerprint: 'AA', keyExpiresAt: null },
  ended: { keyFingerprint: 'AA', keyExpiresAt: NOW },
};

/** Policy, key, then a letter for each label from CLEAR to RED: signed, encrypted, minimal, withheld. */
const TABLE = `
  never    none     s s s s w
  never    good     s s s s w
  never    ended    s s s s w
  if_key   none     s s s s w
  if_key   good     e e e e e
  if_key   endless  e e e e e
  if_key   ended    s m m m m
  required none     w w w w w
  required good     e e e e e
  required endless  e e e e e
  required ended    m m m m m`;
const LABELS: Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];
const WAYS: Record<string, string> = { s: 'signed', e: 'encrypted', m: 'minimal', w: 'withheld' };

const cells = TABLE.trim()
  .split('\n')
  .flatMap((line) => {
    const [encryption = '', key = '', ...letters] = line.trim().split(/\s+/);
    return letters.map((letter, index) => ({
      encryption,
      key,
      tlp: LABELS[index] ?? 'RED',
      way: WAYS[letter],
    }));
  });
const of = (encryption: string, key: string, tlp: Tlp, relation: Relation = 'named') =>
  protectionOf({ encryption, ...KEYS[key as keyof typeof KEYS] } as Lock, { tlp, relation }, NOW);

describe('how a mail goes to a named contact', () => {
  it.each(cells)(
    'who wants $encryption and has $key key, under TLP:$tlp: $way',
    ({ encryption, key, tlp, way }) => expect(of(encryption, key, tlp).way).toBe(way),
  );
});

describe('it says', () => {
  it('to which key, or why not', () => {
    expect(of('if_key', 'good', 'AMBER')).toEqual({
      way: 'encrypted',
      fingerprint: 'AA',
      why: 'to the key AA',
    });
    expect(of('if_key', 'ended', 'AMBER').why).toMatch(
      /^its key ended on 2026-03-01: it is told that a message waits/,
    );
    expect(of('never', 'good', 'RED').why).toMatch(
      /takes clear mail alone: tell this contact another way\.$/,
    );
    expect(of('required', 'none', 'CLEAR').why).toMatch(/^This contact takes encrypted mail alone/);
  });

  it('what a person can do where the label keeps it from who is not named', () => {
    expect(of('if_key', 'good', 'RED', 'affected')).toMatchObject({ way: 'withheld' });
    expect(of('if_key', 'good', 'RED', 'affected').why).toMatch(/name it as an operator of the audience/);
  });

  it('of a key that turns out to be revoked the same as of one that ended', () => {
    expect(withDeadKey({ encryption: 'if_key', ...KEYS.good }, 'AMBER', 'revoked').way).toBe('minimal');
    expect(withDeadKey({ encryption: 'if_key', ...KEYS.good }, 'CLEAR', 'revoked').way).toBe('signed');
    expect(withDeadKey({ encryption: 'required', ...KEYS.good }, 'CLEAR', 'revoked').way).toBe('minimal');
  });
});
