import { describe, expect, it } from '@jest/globals';
import { TLP_LABELS } from '#libs/contracts';
import type { Relation } from '#libs/access';
import type { SendResult } from '#libs/mail';
import { whyNotByMail } from './by-mail.ts';
import { protectionOfPack } from './contact-packs/protection.ts';
import { protectionOf } from './protection.ts';
import type { Lock } from './protection.ts';
import { reasonCodes } from './reason-codes.ts';
import { whyNotThrough } from './why.ts';

const RELATIONS: readonly Relation[] = [
  'source',
  'named',
  'affected',
  'backend',
  'client',
  'member',
  'staff',
  'observer',
  'public',
];
const NOW = new Date('2026-11-28T12:00:00Z');
const KEY = { keyFingerprint: 'A'.repeat(40), keyExpiresAt: null };
const LOCKS: Lock[] = [
  { encryption: 'never', keyFingerprint: null, keyExpiresAt: null },
  { encryption: 'if_key', keyFingerprint: null, keyExpiresAt: null },
  { encryption: 'required', keyFingerprint: null, keyExpiresAt: null },
  { encryption: 'if_key', ...KEY, keyExpiresAt: new Date('2026-11-03T00:00:00Z') },
];
const codes = (text: string) => reasonCodes(text).map(({ code }) => code);

/** All that a label, a relation and a lock can come to. */
const PROTECTIONS = TLP_LABELS.flatMap((tlp) =>
  RELATIONS.flatMap((relation) => LOCKS.map((lock) => protectionOf(lock, { tlp, relation }, NOW))),
);
const KEPT = [...PROTECTIONS, ...LOCKS.map((lock) => protectionOfPack(lock, NOW))]
  .filter(({ way }) => way === 'withheld' || way === 'minimal')
  .map(({ why }) => why);
const STAGES = ['connect', 'greeting', 'auth', 'mail', 'rcpt', 'data', 'done'] as const;
const FAILED = STAGES.flatMap((stage): SendResult[] => {
  const failed = { outcome: 'soft_fail' as const, scope: 'server' as const, stage, response: 'x' };
  return [
    failed,
    { ...failed, code: 451 },
    { ...failed, outcome: 'hard_fail', code: 554, enhanced: '5.7.1' },
    { ...failed, outcome: 'hard_fail', code: 550, enhanced: '5.1.1' },
  ];
});

describe('the reasons of deliveries', () => {
  it('are known sentence by sentence, whatever keeps a mail back', () =>
    expect([...new Set(KEPT)].filter((why) => codes(why).length === 0)).toEqual([]));

  it('are known whatever a mail server does', () => {
    const said = FAILED.map(whyNotThrough);
    expect(said.filter((why) => codes(why).length === 0)).toEqual([]);
    expect(codes(`Given up after two days and 9 tries. ${said[0] ?? ''}`)).toEqual([
      'given_up',
      'unreachable',
    ]);
  });

  it('are known for a receipt and a list', () => {
    const receipt = whyNotByMail('AMBER', 'receipt', 'named', false) ?? '';
    expect(codes(`${receipt}: tell this contact another way.`)).toEqual(['receipt_reporter', 'another_way']);
    expect(codes('It is no member of the list any more.')).toEqual(['not_member']);
    expect(reasonCodes('This list carries TLP:GREEN at the highest.')).toEqual([
      { code: 'list_highest', parts: { tlp: 'TLP:GREEN' } },
    ]);
  });

  it('are taken apart with what stands in them', () => {
    expect(
      codes(
        'TLP:RED goes out encrypted alone, and no key is known for this contact: tell this contact another way.',
      ),
    ).toEqual(['red_encrypted', 'no_key', 'another_way']);
    expect(
      reasonCodes('its key ended on 2026-11-03: it is told that a message waits; call this contact'),
    ).toEqual([
      { code: 'key_ended', parts: { day: '2026-11-03' } },
      { code: 'waits_call', parts: {} },
    ]);
    expect(reasonCodes('Registry A has no contact in the directory: reach it another way.')).toEqual([
      { code: 'no_contact', parts: { operator: 'Registry A' } },
    ]);
  });

  it('of a server, or of nobody, have none', () =>
    expect([codes('550 no such user'), reasonCodes(null), codes('It was lost.')]).toEqual([[], [], []]));
});
