import { describe, expect, it } from '@jest/globals';
import { classify } from './classify.ts';
import { cost, slowness } from './cost.fixture.ts';
import { laneOf } from './lane.ts';
import { ACCOUNTS } from './accounts.fixture.ts';
import { NIGHT_REPORTS } from './reports.fixture.ts';
import { reportOf, reportOfText, rules, shippedFiles } from './rules.fixture.ts';

const FULL = 65_536;
const filled = (unit: string) => unit.repeat(Math.ceil(FULL / unit.length)).slice(0, FULL);

const phrases = Object.values(
  (shippedFiles().kinds as { terms: Record<string, { thing?: string[]; event?: string[] }> }).terms,
)
  .flatMap(({ thing = [], event = [] }) => [...thing, ...event])
  .flatMap((line) => line.split(', '))
  .map((phrase) => phrase.replaceAll('*', '').replaceAll(/\|\S+/g, ''));

const TEXTS: [string, string][] = [
  ['one word', filled('a')],
  ['full stops', filled('.')],
  ['line feeds and blanks', filled('\n \n')],
  ['one line feed and blanks', `\n${filled(' ')}`],
  ['nothing but no', filled('no ')],
  ['apostrophes', filled("'t")],
  ['one endless host name', filled('a.')],
  ['accents', filled('a\u0301')],
  ['one sentence over and over', filled('server down. ')],
  ['beginnings of phrases', filled('no name server of our all server ')],
  ['every phrase we know', filled(phrases.join(' '))],
  ['every phrase we know, each a sentence', filled(phrases.join('. '))],
  ['real reports', filled([...NIGHT_REPORTS, ...ACCOUNTS].map(({ text }) => text).join(' '))],
];

describe('a text of 64 KiB', () => {
  it.each(TEXTS)('of %s is judged in 20 ms of a free machine', (_, description) => {
    const report = reportOf({ description });
    expect(cost(() => classify(rules, report))).toBeLessThan(20 * slowness());
    expect(cost(() => laneOf(rules, report))).toBeLessThan(slowness());
  });

  it('is heard at its beginning and at its end', () => {
    const log = filled('12:00:01 query 192.0.2.1 ');
    expect(classify(rules, reportOf({ description: `Whois is down.\n\n${log}` })).kind).toBe('rdds-outage');
    expect(classify(rules, reportOf({ description: `${log}\n\nWhois is down.` })).kind).toBe('rdds-outage');
  });
});

describe('the time of judging', () => {
  it('grows with the length of the text, not with its square', () => {
    const text = TEXTS.at(-2)?.[1] ?? '';
    const costOf = (kib: number) => {
      const report = reportOf({ description: text.slice(0, kib * 1024) });
      return cost(() => classify(rules, report));
    };
    // Side by side, and the best of some: what else this process and the machine do comes and goes, a square stays (64).
    const ratios = Array.from({ length: 5 }, () => costOf(32) / (costOf(4) + 0.05));
    expect(Math.min(...ratios)).toBeLessThan(20);
  });
});

describe('an average report', () => {
  it('finds its lane in a fraction of a millisecond', () => {
    const reports = ACCOUNTS.map(({ text }) => reportOfText(text, { severity: 'low' }));
    const each = cost(() => reports.forEach((report) => laneOf(rules, report))) / reports.length;
    process.stdout.write(`laneOf: ${(each * 1_000).toFixed(0)} µs a report\n`);
    expect(each).toBeLessThan(0.2 * slowness());
  });
});
