import { describe, expect, it } from '@jest/globals';
import type { SendResult } from '#libs/mail';
import { whyNotThrough } from './why.ts';

const failed = (more: Partial<SendResult>): SendResult => ({
  outcome: 'soft_fail',
  scope: 'server',
  stage: 'connect',
  response: 'x',
  ...more,
});

describe('why a mail is not through', () => {
  it.each<[Partial<SendResult>, RegExp]>([
    [{ stage: 'connect' }, /cannot be reached/],
    [{ stage: 'rcpt', code: 451 }, /puts it off/],
    [{ stage: 'rcpt' }, /ended before the server had answered/],
    [{ stage: 'data' }, /goes out again with the same Message-ID/],
    [{ stage: 'data', code: 421 }, /puts it off/],
    [
      {
        stage: 'tls',
        line: { host: 'h', address: null, pinnedAt: null, tls: null, tlsReason: 'Kept back: because.' },
      },
      /^Kept back: because\.$/,
    ],
    [{ outcome: 'hard_fail', stage: 'rcpt', code: 550, enhanced: '5.1.1' }, /its contact is marked/],
    [{ outcome: 'hard_fail', stage: 'rcpt', code: 554, enhanced: '5.7.1' }, /address itself may be good/],
    [{ outcome: 'hard_fail', stage: 'mail', code: 552 }, /too large/],
  ])('%j', (result, words) => expect(whyNotThrough(failed(result))).toMatch(words));
});
