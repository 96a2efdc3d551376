import { describe, expect, it } from '@jest/globals';
import { nextStep } from './next-step.ts';

type Waiting = Parameters<typeof nextStep>[0];
type Mail = Waiting['mails'][number];

const AT = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T12:20:00Z');
const FIRST = { email: 'noc@registry.example', callOrder: 1, undeliverableSince: null };
const SECOND = { email: 'security@registry.example', callOrder: 2, undeliverableSince: null };
const mail = (state: Mail['state'], more: Partial<Mail> = {}): Mail => ({
  email: FIRST.email,
  state,
  lane: 'urgent',
  firstTriedAt: AT,
  dueAt: LATER,
  escalatedAt: null,
  ...more,
});
const step = (given: Partial<Waiting>) =>
  nextStep({
    state: 'not_told',
    toldAt: null,
    answeredAt: null,
    mails: [],
    contacts: [FIRST, SECOND],
    proposedUntil: null,
    ...given,
  });

describe('what comes next for an operator', () => {
  it('is a person where nothing is on its way', () => {
    expect(step({ state: 'suspected' })).toEqual({ what: 'decide', at: null });
    expect(step({})).toEqual({ what: 'tell', at: null });
    expect(step({ proposedUntil: LATER })).toEqual({ what: 'approve', at: '2026-03-01T12:20:00.000Z' });
  });

  it('is nothing once it has spoken, by an answer or its own report', () => {
    expect(step({ state: 'mitigating', toldAt: AT, answeredAt: LATER })).toBeNull();
    expect(step({ state: 'affected' })).toBeNull();
    expect(step({ state: 'unknown', toldAt: AT, answeredAt: LATER })).toBeNull();
  });

  it('is the mail that is on its way', () => {
    expect(step({ mails: [mail('bounced'), mail('queued', { email: SECOND.email })] })).toEqual({
      what: 'send',
      at: null,
    });
    expect(step({ state: 'told', toldAt: AT, mails: [mail('sending')] })).toEqual({ what: 'send', at: null });
  });

  it('is the next contact, fifteen minutes after the first try of an urgent mail that is not through', () => {
    const due = { what: 'second_contact', at: '2026-03-01T12:15:00.000Z' };
    expect(step({ mails: [mail('delayed')] })).toEqual(due);
    const retry = { what: 'retry', at: '2026-03-01T12:20:00.000Z' };
    expect(step({ mails: [mail('delayed', { lane: 'normal' })] })).toEqual(retry);
    expect(step({ mails: [mail('delayed', { escalatedAt: AT })] })).toEqual(retry);
    expect(step({ mails: [mail('delayed')], contacts: [FIRST] })).toEqual(retry);
    expect(step({ mails: [mail('delayed'), mail('bounced', { email: SECOND.email })] })).toEqual(retry);
  });

  it('is to call where nothing more goes out by itself: in silence, and where no mail came through', () => {
    const call = { what: 'call', at: null };
    expect(step({ state: 'told', toldAt: AT, mails: [mail('handed_over')] })).toEqual(call);
    expect(step({ state: 'no_answer', toldAt: AT, mails: [mail('handed_over')] })).toEqual(call);
    for (const state of ['bounced', 'failed', 'withheld'] as const)
      expect(step({ mails: [mail(state)] })).toEqual(call);
  });
});
