import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  AFFECTED_STATES,
  AUDIT_TYPES,
  CALL_OUTCOMES,
  CALL_PARTIES,
  CALL_STATES,
  CANARY_PLACES,
  CONTACT_KEY_STATES,
  DEADLINE_KINDS,
  DEADLINE_STATES,
  DELIVERY_REASONS,
  DRILL_STANDINGS,
  DRILL_STATES,
  ENCRYPT_ANSWERS,
  INBOUND_OUTCOMES,
  INCIDENT_STATES,
  KEY_PART_STATES,
  KEY_STEPS,
  LADDER_STEPS,
  MEASURED_BY,
  MEASURES,
  METERED_SERVICES,
  OPERATOR_KINDS,
  PIPELINE_CAUSES,
  READ_ANSWERS,
  REGIONS,
  REGULATOR_DRAFTS,
  REPORT_CHANNELS,
  REPORT_STATES,
  ROLES,
  SERVICE_STATES,
  SEVERITIES,
  SIGNIFICANCE_VERDICTS,
  STEP_OUTCOMES,
} from '#libs/contracts';

const here = fileURLToPath(new URL('.', import.meta.url));
const source = join(here, '..');

/** Every word of a page by its path, as `fault.again`. */
function flat(node: unknown, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path, node]]);
  return new Map(
    Object.entries(Object(node) as Record<string, unknown>).flatMap(([name, value]) => [
      ...flat(value, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

const wordsOf = (language: string, page: string) =>
  flat(JSON.parse(readFileSync(join(here, language, `${page}.json`), 'utf8')));
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
/** i18next asks for the form that a number needs; languages differ in how many they have. */
const withoutForm = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const pages = readdirSync(join(here, 'en')).map((file) => file.replace('.json', ''));
/** The service says in English what it refuses; English words stand here alone where its own are for programs. */
const ENGLISH_ELSEWHERE = 'faults';

/** Keys that are put together from a word of a list that the service has, and where. */
const FROM_LISTS: [page: string, prefix: string, list: readonly string[]][] = [
  ['audit', 'types', AUDIT_TYPES.map((type) => type.replace('.', '-'))],
  ['calls', 'outcomes', CALL_OUTCOMES],
  ['calls', 'parties', CALL_PARTIES],
  ['calls', 'states', CALL_STATES],
  ['clocks', 'kinds', DEADLINE_KINDS],
  ['clocks', 'states', DEADLINE_STATES],
  ['clocks', 'steps', LADDER_STEPS],
  ['clocks', 'significance.verdicts', SIGNIFICANCE_VERDICTS],
  ['clocks', 'outage.services', METERED_SERVICES],
  ['clocks', 'outcomes', [...STEP_OUTCOMES, 'ahead']],
  ['directory', 'operatorKinds', OPERATOR_KINDS],
  ['reports', 'channels', REPORT_CHANNELS],
  ['threads', 'channel', REPORT_CHANNELS],
  ['threads', 'outcome', INBOUND_OUTCOMES],
  ['keys', 'states', [...CONTACT_KEY_STATES, ...KEY_PART_STATES]],
  ['keys', 'encrypt', ENCRYPT_ANSWERS],
  ['keys', 'read', READ_ANSWERS],
  ['keys', 'steps', KEY_STEPS],
  ['delivery-reasons', 'codes', Object.keys(DELIVERY_REASONS)],
  ['drafts', 'kinds', REGULATOR_DRAFTS],
  ['health', 'signs.causes', Object.keys(PIPELINE_CAUSES)],
  ['health', 'signs.stuckAt', [...CANARY_PLACES, 'unknown']],
  ['evidence', 'measures', MEASURES],
  ['evidence', 'by', MEASURED_BY],
  ['evidence', 'regions', REGIONS],
  ['drills', 'standing', DRILL_STANDINGS],
  ['drills', 'state', DRILL_STATES],
  ['drills', 'regions', REGIONS],
  ['ui', 'roles', ROLES],
  ['ui', 'severity', SEVERITIES],
  ['ui', 'states.affected', AFFECTED_STATES],
  ['ui', 'states.incident', INCIDENT_STATES],
  ['ui', 'states.report', REPORT_STATES],
  ['ui', 'states.service', SERVICE_STATES],
];

describe('the words of the console', () => {
  it('are there for each page in both languages', () =>
    expect(readdirSync(join(here, 'fr')).sort()).toEqual(readdirSync(join(here, 'en')).sort()));

  it.each(pages)('of %s say the same things in both, with the same values', (page) => {
    const [en, fr] = [wordsOf('en', page), wordsOf('fr', page)];
    const keys = (words: Map<string, string>) => [...new Set([...words.keys()].map(withoutForm))].sort();
    if (page === ENGLISH_ELSEWHERE) expect(keys(fr)).toEqual(expect.arrayContaining(keys(en)));
    else expect(keys(fr)).toEqual(keys(en));
    for (const [key, text] of en)
      expect({ key, values: placeholders(fr.get(key) ?? text) }).toEqual({ key, values: placeholders(text) });
    expect([...en, ...fr].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are there for every key that the pages name', () => {
    const missing: string[] = [];
    for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || file.endsWith('.spec.ts')) continue;
      const text = readFileSync(join(source, file), 'utf8');
      const [, page = 'ui'] = /useTranslation\('([\w-]+)'/.exec(text) ?? [];
      if (!pages.includes(page)) missing.push(`${file}: no words for ${page}`);
      else missing.push(...missingIn(file, text, page));
    }
    expect(missing).toEqual([]);
  });

  it.each(FROM_LISTS)('of %s have one for each of %s', (page, prefix, list) => {
    const words = new Set([...wordsOf('en', page).keys()].flatMap((key) => [key, withoutForm(key)]));
    expect(list.filter((one) => !words.has(`${prefix}.${one}`))).toEqual([]);
  });
});

/** Keys that stand there as they are; others that are put together from a state are tried by the pages' own tests. */
function missingIn(file: string, text: string, page: string): string[] {
  return [...text.matchAll(/\bt\(\s*'([\w.:-]+)'/g)].flatMap(([, named = '']) => {
    const [namespace, key] = named.includes(':') ? named.split(':', 2) : [page, named];
    const words = wordsOf('en', namespace ?? page);
    const isThere = words.has(key ?? '') || [...words.keys()].some((one) => withoutForm(one) === key);
    return isThere ? [] : [`${file}: ${named}`];
  });
}
