import { describe, expect, it } from '@jest/globals';
import type { AffectedOperator, Incident, Report } from '#libs/incidents';
import type { Operator } from '#libs/operators';
import type { Addressee } from './audience.ts';
import type { MailSettings } from './settings.ts';
import { noticeVariables, receiptVariables } from './variables.ts';

const SETTINGS = { publicUrl: 'https://dns-cert.example' } as MailSettings;
const OPENED = new Date('2026-03-01T02:14:00Z');
const incident = (more: Partial<Incident> = {}) =>
  ({
    number: '2026-000007',
    title: 'What a reporter wrote',
    summary: 'What we wrote',
    severity: 'critical',
    exercise: false,
    occurredAt: null,
    openedAt: OPENED,
    ...more,
  }) as Incident;
const ADDRESSEE: Addressee = {
  operatorId: 'o',
  contactId: 'c',
  userId: null,
  recipient: { email: 'noc@registry.example', name: 'NOC', language: 'en', timezone: 'Pacific/Auckland' },
  protection: null,
  withheld: null,
};
/** Its own row, which says what the incident says of `more`. */
const affected = (
  labels: string[],
  reasons: AffectedOperator['reasons'] = [],
  more: Partial<AffectedOperator> = {},
) =>
  ({
    tlds: labels.map((label) => ({ label })),
    reasons,
    severity: 'critical',
    occurredAt: null,
    knownSince: OPENED,
    ...more,
  }) as AffectedOperator;

const notice = (own: AffectedOperator | undefined, more: Partial<Incident> = {}, operator?: Operator) =>
  noticeVariables(
    {
      incident: incident(more),
      number: '2026-000007',
      kindTitle: 'Outage',
      tlp: 'AMBER',
      body: null,
      promises: { triage: {}, first_notice: {}, answers: {} },
      now: OPENED,
    },
    operator,
    own,
    ADDRESSEE,
    'https://dns-cert.example/ack/secret',
    SETTINGS,
  );

describe('a notice', () => {
  it('says when in UTC and in the zone of who reads it, and by when an answer is asked for', () => {
    const said = notice(affected(['nz']));
    expect(said['since']).toMatch(/2026-03-01 02:14 UTC.*2026-03-01 15:14/);
    expect(said['answerBy']).toMatch(/2026-03-01 03:14 UTC/);
    const medium = affected(['nz'], [], { severity: 'medium' });
    expect(notice(medium)['answerBy']).toMatch(/2026-03-02 02:14 UTC/);
    const earlier = { occurredAt: new Date('2026-02-28T00:00:00Z') };
    expect(notice(affected(['nz'], [], earlier))['since']).toMatch(/2026-02-28/);
    expect(notice(undefined, { severity: 'medium', ...earlier })).toMatchObject({
      since: expect.stringMatching(/2026-02-28/) as unknown,
      answerBy: expect.stringMatching(/2026-03-02 02:14 UTC/) as unknown,
    });
  });

  it('names few TLDs in its subject and many in its body, and counts the rest', () => {
    const labels = Array.from({ length: 50 }, (_, index) => `t${index}`);
    expect(notice(undefined)['tldsShort']).toBe('your services');
    expect(notice(affected(['a', 'b', 'c']))['tldsShort']).toBe('.a, .b, .c');
    expect(notice(affected(['.']))['tldsShort']).toBe('the root zone');
    const many = notice(affected(labels));
    expect(many['tldsShort']).toBe('.t0, .t1 and 48 more');
    expect(many['tldsLong']).toMatch(/^\.t0, \.t1, .* \.t39 and 10 more \(50 in all\)$/);
  });

  it('gives reasons that are the operator’s own, five at most', () => {
    const reasons = [
      { rule: 'reporter', text: 'it reported the incident itself' },
      { rule: 'by_hand', text: 'words of a responder' },
      ...Array.from({ length: 6 }, (_, index) => ({ rule: 'impact', text: `reason ${index}` })),
      { rule: 'dependency', text: 'the server name ns.other lies under .other' },
    ];
    const said = notice(affected(['nz'], reasons))['reasons'] ?? '';
    expect(said.split('\n')).toEqual([
      '  - reason 0',
      '  - reason 1',
      '  - reason 2',
      '  - reason 3',
      '  - reason 4',
      '  - and 1 more',
    ]);
    // That another is in trouble is told to whom nothing else was to be told.
    expect(said).not.toMatch(/another TLD/);
    const byName = notice(affected(['nz'], reasons.slice(-1)))['reasons'];
    expect(byName).toMatch(/under another TLD/);
    expect(byName).not.toContain('other.');
  });

  it('holds neither the words of who reported nor ours', () => {
    const said = Object.values(notice(affected(['nz'], [{ rule: 'by_hand', text: 'words of a responder' }])));
    for (const words of ['What a reporter wrote', 'What we wrote', 'words of a responder'])
      expect(said.some((text) => text.includes(words))).toBe(false);
  });
});

describe('a receipt', () => {
  const report = (state: string) =>
    ({
      number: 'R2026-000009',
      state,
      summary: 'x',
      receivedAt: OPENED,
      sha256: 'ab',
      tlp: 'AMBER',
      severity: null,
    }) as Report;
  const receipt = (state: string, severity: Incident['severity']) =>
    receiptVariables(
      report(state),
      incident({ severity }),
      { number: '2026-000007', severity, before: state === 'joined' },
      'Outage',
      'UTC',
      SETTINGS,
    );

  it('promises what the severity demands, and says when the report was joined', () => {
    expect(receipt('triaged', 'critical')['nextStep']).toMatch(/within 15 minutes/);
    expect(receipt('triaged', 'high')['nextStep']).toMatch(/within one hour/);
    expect(receipt('triaged', 'medium')['nextStep']).toMatch(/within 8 hours/);
    expect(receipt('triaged', 'low')['nextStep']).toMatch(/next working day/);
    expect(receipt('joined', 'low')).toMatchObject({
      nextStep: expect.stringMatching(/people work on this incident/) as unknown,
      joinedNote: ' (known already; yours was added to it)',
    });
    expect(receipt('triaged', 'low')['joinedNote']).toBe('');
  });
});
