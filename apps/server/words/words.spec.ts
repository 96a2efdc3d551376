import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, publicReportSubmission } from '#libs/contracts';
import { html } from '../pages/html.ts';
import { bodyOf, faultsByField, typedOf } from '../reports/form/fields.ts';
import { pointedErrors } from '../http/problem.ts';
import { readRuleFiles } from '#config/rules';
import { parseRules } from '#libs/triage';
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import { sayIn, textOf } from './index.ts';
import { retold } from './retold.ts';

const keysOf = (words: Record<string, Record<string, string>>) =>
  Object.entries(words).flatMap(([section, texts]) => Object.keys(texts).map((word) => `${section}.${word}`));
const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the words of the pages', () => {
  it('are the same in both languages, with the same places', () => {
    expect(keysOf(fr)).toEqual(keysOf(en));
    for (const key of keysOf(en))
      expect([key, placesIn(textOf('fr', key))]).toEqual([key, placesIn(textOf('en', key))]);
  });

  it('escape what stands in their places, save what is markup of ours', () => {
    const say = sayIn('en');
    expect(say('report.emergency', { mail: '<b>' }).text).toContain('&lt;b&gt;');
    expect(say('report.emergency', { mail: html`<b>${'&'}</b>` }).text).toContain('<b>&amp;</b>');
  });

  it('keep French signs on the line of their word', () => {
    expect(textOf('fr', 'home.what')).toContain('savoir\u00a0?');
  });

  it('call each kind of incident as the kind file does', () => {
    const { kinds } = parseRules(readRuleFiles());
    expect(en.kinds).toEqual(Object.fromEntries([...kinds].map(([name, { title }]) => [name, title])));
    expect(retold('kinds', 'DS withdrawn', 'fr')).toBe('DS retiré');
  });

  it.each(LANGUAGES)('call each kind in %s as the console does', (language) => {
    const file = new URL(`../../console/src/words/${language}/kinds.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ en, fr }[language].kinds);
  });
});

describe('what a schema says of a field', () => {
  it('is said in French for whatever the form can be wrong about', () => {
    const typed = typedOf({
      summary: ' ',
      description: `\u0000${'x'.repeat(70_000)}`,
      about: [
        '.no such',
        'ip 1',
        'prefix 1',
        'asn x',
        'asn 99999999999',
        'ds 1',
        'dnssec_algorithm 300',
      ].join('\n'),
      since: 'yesterday',
      ongoing: 'perhaps',
      tlp: 'PINK',
      name: 'x'.repeat(101),
      email: 'nobody',
      organisation: 'a\u0007b',
    });
    const { error } = publicReportSubmission.safeParse(bodyOf(typed));
    const faults = Object.values(faultsByField(pointedErrors(error?.issues ?? []), typed)).flat();
    expect(faults.length).toBeGreaterThan(10);
    expect(faults.filter((fault) => retold('faults', fault.replace(/^".*": /, ''), 'fr') === fault)).toEqual(
      [],
    );
    expect(retold('faults', 'must have at most 200 characters', 'fr')).toBe(
      'doit avoir au plus 200 caractères',
    );
    expect(retold('faults', 'something of the morrow', 'fr')).toBe('something of the morrow');
  });
});
