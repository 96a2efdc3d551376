import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '#libs/contracts';
import { en, KINDS } from './en.ts';
import { fr, KINDS as FRENCH_KINDS } from './fr.ts';
import { inWords } from './in-words.ts';
import type { Sentence } from './sentence.ts';

const CODES = Object.keys(en) as (keyof typeof en)[];
/** Some value for each name, so that a sentence of a name that is not here is seen. */
const SAMPLES: Record<string, string | number> = {
  article: 'Article 6(a)',
  at: '2026-03-01T02:14:05.000Z',
  average: 12.5,
  by: 'Duty lead',
  earlier: 2,
  from: '2026-05-17',
  hours: 24,
  incidents: 3,
  kind: 'answer',
  lasted: 31,
  limit: 3_600,
  name: 'Registry A',
  names: 999,
  number: '2026-000123',
  overdue: 2,
  percent: 25,
  reason: 'the registry said so',
  seconds: 172_800,
  service: 'DNSSEC',
  severity: 'critical',
  share: 0.5,
  state: 'overdue',
  step: 'lead',
  times: 3,
  tld: 'aero',
  to: '2026-05-18',
  used: 24,
  weekday: 7,
  what: 'nis2_final',
  zone: 'Europe/Vienna',
};
const OWN: Partial<Record<keyof typeof en, Record<string, string>>> = {
  promise: { what: 'answers' },
  largestTtl: { what: '.aa NS' },
  largestTtlCapped: { what: '.aa NS' },
};

/** What a sentence says of the samples, and which of them it names. */
function said(code: keyof typeof en, language: (typeof LANGUAGES)[number]) {
  const asked = new Set<string>();
  const values = new Proxy(
    {},
    {
      get: (_, name: string) => {
        asked.add(name);
        const value = OWN[code]?.[name] ?? SAMPLES[name];
        if (value === undefined) throw new Error(`${code} wants ${name}`);
        return value;
      },
    },
  );
  const text = inWords({ code, values } as unknown as Sentence, language);
  return { text, asked: [...asked].sort() };
}

describe('the sentences of clocks', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    expect(Object.keys(FRENCH_KINDS)).toEqual(Object.keys(KINDS));
  });

  it.each(CODES)('%s names the same values in both, and leaves none open', (code) => {
    const [english, french] = [said(code, 'en'), said(code, 'fr')];
    expect(french.asked).toEqual(english.asked);
    for (const { text } of [english, french]) expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
  });

  it('keep a French sign on the line of its word', () =>
    expect(CODES.map((code) => said(code, 'fr').text).filter((text) => / [?!:;»%]/.test(text))).toEqual([]));

  it('say instants, durations and severities as the language does', () => {
    expect(said('openedAt', 'fr').text).toBe('Il a été ouvert le dim. 2026-03-01 02:14:05 UTC.');
    expect(said('largestTtl', 'fr').text).toBe('Le TTL le plus long est celui de .aa NS\u00a0: 2 jours.');
    expect(said('promise', 'fr').text).toBe(
      'Un opérateur prévenu d’un incident de gravité critique répond en 1 heure au plus.',
    );
  });

  it('that were written down before they had codes are said as they stand there', () =>
    expect(inWords('It was opened on a Sunday.', 'fr')).toBe('It was opened on a Sunday.'));
});
