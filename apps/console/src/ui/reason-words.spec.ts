import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import i18next from 'i18next';
import { LANGUAGES, REASONS } from '#libs/contracts';
import type { Language, ReasonCode, ReasonView } from '#libs/contracts';
import { readRuleFiles } from '#config/rules';
import { parseRules } from '#libs/triage';
import { reasonWords } from './reason-words.ts';

const CODES = Object.keys(REASONS) as ReasonCode[];
const rules = parseRules(readRuleFiles());
const { raise, limit, claim, final } = rules.severity;
const RULES = [...raise, ...limit, ...claim, ...final];

const wordsIn = (language: Language, page: string) =>
  JSON.parse(readFileSync(new URL(`../words/${language}/${page}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;

async function speechIn(language: Language) {
  const speaking = i18next.createInstance();
  await speaking.init({
    lng: language,
    fallbackLng: false,
    ns: ['reasons', 'ui'],
    defaultNS: 'reasons',
    interpolation: { escapeValue: false },
    resources: { [language]: { reasons: wordsIn(language, 'reasons'), ui: wordsIn(language, 'ui') } },
  });
  const kindTitle = (name: string) => `<${name}>`;
  return (reason: ReasonView) => reasonWords(reason, { t: speaking.t, kindTitle });
}

/** Something for each name, so that a sentence that leaves a blank open or a part out is seen. */
const SAMPLES: Record<string, ReasonView['parts']> = {
  text_says: { words: ['no answer', 'server'] },
  names_resource: { type: 'ds' },
  same_resource: { type: 'ip', value: '192.0.2.7', more: 3 },
  same_machine: { value: '192.0.2.7', more: 3 },
  same_tlds: { tlds: ['aa', '.'], more: 3 },
  same_tlds_other_names: { tlds: ['aa', '.'], more: 3 },
  same_operators: { count: 7 },
  hours_apart: { hours: 3.5 },
};
const ONE: Record<string, string> = {
  severity: 'high',
  rule: 'whole-tld-dark',
  kind: 'ddos',
  other: 'phishing',
};
const sampleOf = (code: ReasonCode): ReasonView => ({
  rule: 'x',
  text: 'as the service said it',
  code,
  parts: SAMPLES[code] ?? Object.fromEntries(REASONS[code].map((name) => [name, ONE[name] ?? `the-${name}`])),
});

describe.each(LANGUAGES)('the reasons of the machine in %s', (language) => {
  it.each(CODES)('have words for %s, with all its parts', async (code) => {
    const words = (await speechIn(language))(sampleOf(code));
    expect(words).not.toMatch(/{{|undefined|null|\[object|as the service said it/);
    const parts = Object.entries(sampleOf(code).parts ?? {});
    for (const [name, part] of parts)
      if (!['severity', 'rule', 'type'].includes(name))
        for (const one of [part].flat()) if (one !== '.') expect(words).toContain(String(one));
  });

  it('have words for every rule of severity, and for every resource that hints at a kind', async () => {
    const inWords = await speechIn(language);
    const told = (code: ReasonCode, parts: ReasonView['parts']) =>
      inWords({ rule: 'x', text: '', code, parts });
    expect(RULES.filter(({ id }) => told('at_least', { severity: 'high', rule: id }) === '')).toEqual([]);
    const types = rules.triage.classify.resourceHints.map(({ type, value }) =>
      value === '.' ? 'root' : type,
    );
    expect(types.filter((type) => told('names_resource', { type }) === '')).toEqual([]);
    const weighed = Object.keys(rules.triage.duplicates.resources);
    expect(weighed.filter((type) => told('same_resource', { type, value: 'x', more: 0 }) === '')).toEqual([]);
  });

  it('are said as the service said them where there is no code, or none that is known here', async () => {
    const inWords = await speechIn(language);
    expect(inWords({ rule: 'by_hand', text: 'same rack' })).toBe('same rack');
    expect(inWords({ rule: 'x', text: 'new', code: 'newer' as ReasonCode, parts: {} })).toBe('new');
    const own = { rule: 'our-own', text: 'At least high: ours.', code: 'at_least' as const };
    expect(inWords({ ...own, parts: { severity: 'high', rule: 'our-own' } })).toBe(own.text);
  });
});

it('say the rules in English as the file of rules says them', () =>
  expect(wordsIn('en', 'reasons')['rules']).toEqual(
    Object.fromEntries(RULES.map(({ id, reason }) => [id, reason])),
  ));

it('say a reason of severity in French', async () => {
  const inWords = await speechIn('fr');
  expect(
    inWords({
      rule: 'resolution-trouble',
      text: '',
      code: 'at_least',
      parts: { severity: 'high', rule: 'resolution-trouble' },
    }),
  ).toBe('Gravité au moins élevée : des noms d’un TLD peuvent ne plus se résoudre.');
  expect(inWords({ rule: 'x', text: '', code: 'text_says', parts: { words: ['dead', 'our dns'] } })).toBe(
    'Le texte dit «\u00a0dead\u00a0» avec «\u00a0our dns\u00a0».',
  );
});
