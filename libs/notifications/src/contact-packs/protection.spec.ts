import { describe, expect, it } from '@jest/globals';
import { protectionOfPack } from './protection.ts';

describe('a contact pack', () => {
  const now = new Date('2026-11-28T08:00:00Z');
  const lock = { encryption: 'if_key', keyFingerprint: 'A0', keyExpiresAt: null } as const;

  it.each([
    ['to a key that works', lock, 'encrypted'],
    ['to a key without which nothing goes', { ...lock, encryption: 'required' } as const, 'encrypted'],
    ['without a key', { ...lock, keyFingerprint: null }, 'withheld'],
    ['with a key that has ended', { ...lock, keyExpiresAt: now }, 'withheld'],
    ['to whom wants clear mail', { ...lock, encryption: 'never' } as const, 'withheld'],
  ] as const)('%s', (_, given, way) => {
    expect(protectionOfPack(given, now).way).toBe(way);
  });
});
