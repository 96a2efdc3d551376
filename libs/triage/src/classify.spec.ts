import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACCOUNTS } from './accounts.fixture.ts';
import { classify } from './classify.ts';
import { DENIALS, EXERCISES, NIGHT_REPORTS } from './reports.fixture.ts';
import { reportOf, reportOfText, rules } from './rules.fixture.ts';

const kindOf = (text: string) => classify(rules, reportOfText(text)).kind;

describe('the kind of a report', () => {
  it.each(NIGHT_REPORTS)('written at night: $text', ({ text, kinds }) => {
    expect(kinds).toContain(kindOf(text));
  });

  it.each(ACCOUNTS)('told afterwards: $text', ({ text, kinds }) => {
    expect(kinds).toContain(kindOf(text));
  });

  it.each(DENIALS)('does not hear what is denied: $text', ({ text, not }) => {
    expect(not).not.toContain(kindOf(text));
  });

  it('is other, with no confidence, when nothing is recognised', () => {
    const verdict = classify(rules, reportOfText('Good morning, how are you?'));
    expect(verdict).toMatchObject({ kind: 'other', confidence: 0, runnersUp: [] });
    expect(verdict.reasons.map((reason) => reason.rule)).toEqual(['nothing-recognised']);
  });
});

describe('a claim', () => {
  it('decides where the text says nothing', () => {
    const verdict = classify(rules, reportOf({ summary: 'see phone call', kind: 'whois-outage' }));
    expect(verdict.kind).toBe('rdds-outage');
  });

  it('outweighs a text that hints at something else, and the hint is kept as runner-up', () => {
    const verdict = classify(
      rules,
      reportOf({ summary: 'Servers slow, many queries', kind: 'route-hijack' }),
    );
    expect(verdict.kind).toBe('route-hijack');
  });

  it('gives way to a text that contradicts it flatly, and that is told', () => {
    const text = 'All RRSIG expired, the zone is bogus, validating resolvers return SERVFAIL.';
    const verdict = classify(rules, reportOfText(text, { kind: 'phishing' }));
    expect(verdict.kind).toBe('dnssec-validation-failure');
    expect(verdict.reasons.map((reason) => reason.rule)).toContain('claim-contradicted');
  });

  it('of a planned change gives way when nothing resolves', () => {
    const text = 'Planned maintenance went wrong, nothing resolves.';
    expect(classify(rules, reportOfText(text, { kind: 'maintenance' })).kind).toBe('authoritative-outage');
  });

  it('of an unknown name is told and not counted', () => {
    const verdict = classify(rules, reportOf({ summary: 'Whois is down', kind: 'alien-invasion' }));
    expect(verdict.kind).toBe('rdds-outage');
    expect(verdict.reasons.at(-1)?.rule).toBe('claim-unknown');
  });
});

describe('resources', () => {
  it.each([
    ['ds', '8629 8 2 00', 'dnssec-validation-failure'],
    ['dnssec_algorithm', '7', 'dnssec-validation-failure'],
    ['asn', '64496', 'route-hijack'],
    ['url', 'https://bank.example/login', 'phishing'],
    ['tld', '.', 'root-event'],
    ['tld', 'nz', 'other'],
  ] as const)('%s %s hint at %s', (type, value, kind) => {
    expect(classify(rules, reportOf({ summary: 'please look', resources: [{ type, value }] })).kind).toBe(
      kind,
    );
  });
});

describe('an exercise', () => {
  it.each(EXERCISES)('is heard: %s', (text) => {
    expect(classify(rules, reportOfText(text)).exercise).toBe(true);
  });

  it.each([
    'This is not an exercise: all servers are down',
    'During the exercise the real servers failed, nothing resolves',
    'We test our emergency number tomorrow. The zone is bogus, this is real!',
  ])('is not read into an emergency: %s', (text) => {
    expect(classify(rules, reportOfText(text)).exercise).toBe(false);
  });

  it('by words alone is not believed of a report that claims to be critical', () => {
    const text = 'EXERCISE: all name servers are down';
    expect(classify(rules, reportOfText(text, { severity: 'critical' })).exercise).toBe(false);
    expect(classify(rules, reportOfText(text, { severity: 'critical', exercise: true })).exercise).toBe(true);
  });
});

describe('every verdict', () => {
  const words = [...NIGHT_REPORTS, ...ACCOUNTS].flatMap(({ text }) => text.split(' '));
  const text = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), { maxLength: 60 })
    .map((parts) => parts.join(' '));
  const report = fc
    .record({
      summary: text,
      description: text,
      kind: fc.option(fc.constantFrom('ddos', 'outage', 'none-such'), { nil: null }),
      exercise: fc.boolean(),
    })
    .map((given) => reportOf(given));

  it('is the same each time, has reasons and a confidence from 0 to 1', () => {
    fc.assert(
      fc.property(report, (given) => {
        const verdict = classify(rules, given);
        expect(classify(rules, structuredClone(given))).toEqual(verdict);
        expect(verdict.reasons.length).toBeGreaterThan(0);
        expect(verdict.confidence).toBeGreaterThanOrEqual(0);
        expect(verdict.confidence).toBeLessThanOrEqual(1);
        expect(rules.kinds.has(verdict.kind)).toBe(true);
      }),
    );
  });
});
