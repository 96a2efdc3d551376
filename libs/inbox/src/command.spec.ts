import { describe, expect, it } from '@jest/globals';
import { commandIn, incidentNumbersIn } from './command.ts';

describe('commands in a reply', () => {
  it.each([
    ['ACK', 'seen'],
    ['ack.\n\n> TLP:AMBER', 'seen'],
    ['STATUS: recovered', 'recovered'],
    ['Status: not affected\n', 'not_affected'],
    ['status: Mitigating', 'mitigating'],
    ['Hello,\n\nSTATUS: affected\nWe lost two of four servers.', 'affected'],
  ])('%j', (text, answer) => expect(commandIn(text)?.answer).toBe(answer));

  it.each([
    '',
    'Thank you',
    '> ACK',
    '> STATUS: recovered',
    'We ACK this',
    'STATUS: recovered?',
    'STATUS: unknown',
    'x\n-- \nACK',
  ])('%j is none', (text) => expect(commandIn(text)).toBeNull());

  it('keeps what stands beside it', () =>
    expect(commandIn('STATUS: affected\nTwo servers.\n> quoted')).toEqual({
      answer: 'affected',
      comment: 'Two servers.',
    }));

  it('finds the numbers of incidents', () =>
    expect([...incidentNumbersIn('Re: [DNS-CERT #2026-000123] and 2026-000124, R2026-000125')]).toEqual([
      '2026-000123',
      '2026-000124',
    ]));
});
