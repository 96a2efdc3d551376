import { describe, expect, it } from '@jest/globals';
import type { EvidenceSectionView, Language, Severity } from '#libs/contracts';
import {
  GAPS,
  LANGUAGES,
  MEASURES,
  OPERATOR_KINDS,
  REPORT_CHANNELS,
  SEVERITIES,
  WEAK_SPOTS,
} from '#libs/contracts';
import { definitionOf, rulesIn } from '../measures/definitions.ts';
import { MEASURE_WORDS } from '../measures/words/index.ts';
import type { Count, EvidenceCounts } from './counts.service.ts';
import { sectionsOf } from './sections.ts';
import type { Reader } from './told.ts';
import { REPORT_WORDS } from './words/index.ts';

const operators = (many: number) => new Set(Array.from({ length: many }, (_, n) => `op-${n}`));
const made = (name: string, count: number, behind = 9): Count => ({
  name,
  count,
  operators: operators(behind),
});
const KINDS: Record<Language, Record<string, string>> = {
  en: { ddos: 'DDoS', phishing: 'Phishing', other: 'Other' },
  fr: { ddos: 'DDoS', phishing: 'Hameçonnage', other: 'Autre' },
};
const YEAR: EvidenceCounts = {
  kinds: [made('ddos', 1_200), made('phishing', 12), made('other', 1, 1)],
  severities: [made('critical', 1), made('high', 212), made('low', 1_000)],
  months: [made('2026-01', 1_000), made('2026-02', 213)],
  monthSeverities: [made('2026-01 low', 1_000), made('2026-02 high', 212), made('2026-02 critical', 1)],
  channels: REPORT_CHANNELS.map((name) => made(name, 7)),
  work: ['mails', 'answers', 'calls', 'steps'].map((name) => made(name, 70)),
  parties: ['cctld_manager', 'gtld_manager', ...OPERATOR_KINDS.slice(1)].map((party) => ({
    party,
    known: 90,
    tookPart: 20,
  })),
};
const NO_YEAR: EvidenceCounts = {
  kinds: [],
  severities: [],
  months: [],
  monthSeverities: [],
  channels: [],
  work: [],
  parties: [],
};
const figures = (medianSeconds: number) => ({
  n: 20,
  medianSeconds,
  p90Seconds: 3 * medianSeconds,
  open: 2,
  never: 1,
  promised: 10,
  late: 3,
});

const reportIn = (
  language: Language,
  reader: Reader,
  counts = YEAR,
  period = { from: '2026-01', to: '2026-02' },
): EvidenceSectionView[] =>
  sectionsOf(
    {
      period,
      counts,
      measures: MEASURES.map((measure) => ({
        measure,
        definition: definitionOf(measure, language),
        all: figures(600),
        leftOut: null,
        groups: SEVERITIES.map((key: Severity) => ({ key, name: key, ...figures(60) })),
      })),
      gaps: {
        counts: GAPS.map((gap) => ({ gap, count: 8 })),
        serial: counts === YEAR ? 2026030100 : null,
        directory: { operators: 1_450, contacts: 3_000, tlds: 1_400 },
      },
      spots: WEAK_SPOTS.map((spot) => ({ spot, count: 30 })),
      words: REPORT_WORDS[language],
      rules: rulesIn(language),
      kindTitle: (kind) => KINDS[language][kind] ?? kind,
    },
    reader,
  );

/** All that is said in it, numbers and codes not. */
const textsOf = (sections: EvidenceSectionView[]): string[] =>
  sections.flatMap(({ question, answer, tables }) => [
    question,
    ...answer,
    ...tables.flatMap(({ title, columns, rows, note }) => [
      title,
      note ?? '',
      ...columns.map((column) => column.title),
      ...rows.flat().filter((cell) => typeof cell === 'string'),
    ]),
  ]);
/** The same without what is said in words. */
const shapeOf = (sections: EvidenceSectionView[]) =>
  sections.map(({ id, answer, tables }) => [
    id,
    answer.length,
    tables.map(({ id: table, columns, keys, rows, drawn, note }) => [
      table,
      columns.map((column) => [column.id, column.unit]),
      keys,
      rows.map((row) => row.map((cell) => (typeof cell === 'string' ? 'text' : cell))),
      drawn,
      note === null,
    ]),
  ]);
/** Written alike in both languages. */
const ALIKE = ['', 'DDoS', 'Incidents', 'Information', '2026-01', '2026-02'];
const CASES: [of: string, reader: Reader, counts: EvidenceCounts][] = [
  ['a year for the own people', 'staff', YEAR],
  ['a year for others', 'outside', YEAR],
  ['nothing for the own people', 'staff', NO_YEAR],
  ['nothing for others', 'outside', NO_YEAR],
];
const leaves = (words: unknown): string[] =>
  typeof words === 'string'
    ? [words]
    : Object.values(Object(words) as Record<string, unknown>).flatMap(leaves);

describe('the evidence report', () => {
  it.each(CASES)(
    'of %s is the same in both languages, with no English in the French one',
    (_of, reader, counts) => {
      const [english, french] = [reportIn('en', reader, counts), reportIn('fr', reader, counts)];
      expect(shapeOf(french)).toEqual(shapeOf(english));
      const said = textsOf(english);
      expect(textsOf(french).filter((text) => said.includes(text) && !ALIKE.includes(text))).toEqual([]);
      expect(
        textsOf(french).filter((text) => /\b(?:the|of|and|is|was|were|that|by|how|who)\b/i.test(text)),
      ).toEqual([]);
      expect(textsOf(french).filter((text) => / [?!:;»%]|« |undefined|null/.test(text))).toEqual([]);
    },
  );

  it('has a French word for each English one', () => {
    for (const words of [REPORT_WORDS, MEASURE_WORDS]) {
      const [english, french] = [leaves(words.en), leaves(words.fr)];
      expect(french).toHaveLength(english.length);
      expect(french.filter((text) => english.includes(text) && !ALIKE.includes(text))).toEqual([]);
    }
  });

  it('writes numbers and their words as each language does', () => {
    const answers = (language: Language, counts = YEAR) =>
      reportIn(language, 'staff', counts)
        .slice(0, 4)
        .flatMap(({ answer }) => answer);
    expect(answers('en')).toEqual([
      'Incidents of 3 kinds. The most frequent: DDoS, 1,200 of 1,213.',
      '1,213 incidents in 2 months, which touched 9 operators of top-level domains.',
      'On average 606.5 incidents a month.',
      '213 of 1,213 incidents were critical or high.',
    ]);
    expect(answers('fr')).toEqual([
      'Des incidents de 3 types. Le plus fréquent\u00a0: DDoS, 1\u202f200 sur 1\u202f213.',
      '1\u202f213\u00a0incidents en 2\u00a0mois, qui ont touché 9\u00a0opérateurs de domaines de premier niveau.',
      'En moyenne 606,5 incidents par mois.',
      '213\u00a0incidents sur 1\u202f213 étaient de gravité critique ou élevée.',
    ]);
    const one = [made('ddos', 1, 1)];
    const lonely = { ...NO_YEAR, kinds: one, months: one, severities: [made('high', 1, 1)] };
    expect(answers('fr', lonely)).toEqual([
      'Des incidents d’un seul type\u00a0: DDoS.',
      '1\u00a0incident en 2\u00a0mois, qui a touché 1\u00a0opérateur de domaines de premier niveau.',
      'En moyenne 0,5 incident par mois.',
      '1\u00a0incident sur 1 était de gravité critique ou élevée.',
    ]);
  });

  it.each(LANGUAGES)('says in %s what a day cuts', (language) => {
    const cut = reportIn(language, 'staff', YEAR, { from: '2026-01-05', to: '2026-02-03' });
    const { note, cut: words } = REPORT_WORDS[language].tables['incidents-by-month'];
    expect(cut[1]?.answer[0]).toMatch(/30\s(?:days|jours)/);
    expect(cut[2]?.tables[0]?.note).toBe(`${note} ${words}`);
  });
});
