import { expect, it } from '@jest/globals';
import type { ApprovalView, HeldSendView } from '#libs/contracts';
import { standingOf } from './standing.ts';

const NOW = Date.parse('2026-03-01T02:14:00Z');
const approval = (more: Partial<ApprovalView> = {}) =>
  ({ expiresAt: '2026-03-01T06:14:00Z', decisions: [], ...more }) as unknown as ApprovalView;
const send = (more: Partial<HeldSendView> = {}) =>
  ({
    state: 'awaiting_approval' as const,
    sentBy: { kind: 'user' as const, id: 'proposer', name: 'Proposer' },
    approval: approval(),
    ...more,
  }) satisfies Partial<HeldSendView>;

it('a second person may decide, the first may take it back, and nobody says it twice or too late', () => {
  expect(standingOf(send(), 'second', NOW)).toBe('may');
  expect(standingOf(send(), 'proposer', NOW)).toBe('own');
  const by = { kind: 'user' as const, id: 'second', name: 'Second' };
  const decisions = [{ decision: 'approve' as const, by, via: 'session', reason: null, at: '' }];
  expect(standingOf(send({ approval: approval({ decisions }) }), 'second', NOW)).toBe('decided');
  expect(standingOf(send({ approval: approval({ decisions }) }), 'third', NOW)).toBe('may');
  expect(standingOf(send(), 'second', NOW + 4 * 3_600_000)).toBe('late');
  expect(standingOf(send({ state: 'sent' }), 'second', NOW)).toBe('over');
});
