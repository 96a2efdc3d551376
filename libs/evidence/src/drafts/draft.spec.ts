import { describe, expect, it } from '@jest/globals';
import { REGULATOR_DRAFTS } from '#libs/contracts';
import { draftSections } from './draft.ts';
import { ofOperator } from './source.ts';
import type { SourceEntry } from './source.ts';
import { DRAFT_WORDS } from './words/index.ts';

const names = {
  operator: (id: string) => `Registry ${id}`,
  kind: (kind: string) => kind.toUpperCase(),
  severity: (severity: string) => severity,
};
const STORY: [type: string, data: Record<string, unknown>][] = [
  ['report.received', { operatorId: 'a', sha256: 'ab12' }],
  ['incident.opened', { number: '2026-000001', state: 'new' }],
  ['report.triaged', { operatorId: 'a', kind: 'ddos', severity: 'high' }],
  ['impact.computed', { rootZoneSerial: 2026030100, allServers: 2, someServers: 1, operators: 2 }],
  ['operator.added', { operatorId: 'b', to: 'not_told' }],
  ['operator.state_changed', { operatorId: 'b', from: 'not_told', to: 'told' }],
  ['operator.state_changed', { operatorId: 'b', from: 'told', to: 'affected', serviceTo: 'down' }],
  [
    'awareness.set',
    { operatorId: 'a', to: '2026-03-01T02:00:00.000Z', unlawful: 'unknown', crossBorder: 'yes' },
  ],
  [
    'awareness.corrected',
    { operatorId: 'a', to: '2026-03-01T01:30:00.000Z', unlawful: 'yes', crossBorder: 'yes' },
  ],
  ['note.added', { noteId: 'x' }],
  ['incident.state_changed', { from: 'monitoring', to: 'closed', reason: 'The provider of b filtered it' }],
];
const entries = STORY.map(([type, data], index): SourceEntry => ({
  index,
  type,
  data,
  at: `2026-03-01T02:${String(10 + index)}:00.000Z`,
  leafHash: String(index).repeat(4),
}));
const textOf = (some: readonly SourceEntry[], kind: (typeof REGULATOR_DRAFTS)[number]) =>
  draftSections(kind, some, names, DRAFT_WORDS.en).flatMap(({ sentences }) =>
    sentences.map(({ text }) => text),
  );

describe('a draft for the regulator', () => {
  it.each(REGULATOR_DRAFTS)('%s: each sentence names entries that there are', (kind) => {
    for (const { sentences } of draftSections(kind, entries, names, DRAFT_WORDS.en))
      for (const { sources } of sentences) {
        expect(sources.length).toBeGreaterThan(0);
        for (const { index, leafHash, type } of sources)
          expect(entries[index]).toMatchObject({ index, leafHash, type });
      }
  });

  it.each(REGULATOR_DRAFTS)('%s: of an empty record nothing is said, and all of it is missing', (kind) => {
    for (const { sentences, missing } of draftSections(kind, [], names, DRAFT_WORDS.en)) {
      expect(sentences).toEqual([]);
      expect(missing).not.toEqual([]);
    }
  });

  it('follows what was corrected', () => {
    expect(textOf(entries, 'early-warning')).toEqual([
      'We became aware of it at 2026-03-01 01:30 UTC.',
      'It is suspected to be caused by unlawful or malicious acts.',
      'It could have an impact in other countries.',
    ]);
  });

  it('leaves open what nobody has said', () => {
    const before = entries.slice(0, 8);
    const [, lawfulness] = draftSections('early-warning', before, names, DRAFT_WORDS.en);
    expect(lawfulness).toMatchObject({ sentences: [], missing: [expect.stringContaining('unlawful')] });
  });

  it('tells of what was hit, of measures and of the cause, in the words of the record', () => {
    expect(textOf(entries, 'final')).toEqual([
      'A report of it came in at 2026-03-01 02:10 UTC; the SHA-256 of what was received is ab12.',
      'The incident was opened at 2026-03-01 02:11 UTC.',
      'It was judged to be of the kind "DDOS" and of high severity.',
      'By the root zone 2026030100, all servers of 2 top-level domains were hit, and some servers of 1.',
      'At 2026-03-01 02:16 UTC Registry b was affected, and its service was down.',
      'On closing it was written: "The provider of b filtered it"',
      'At 2026-03-01 02:15 UTC Registry b was told.',
      'It could have an impact in other countries.',
    ]);
  });

  it.each(REGULATOR_DRAFTS)('%s of one operator holds nothing of another', (kind) => {
    const text = JSON.stringify(draftSections(kind, ofOperator(entries, 'a'), names, DRAFT_WORDS.en));
    expect(text).not.toContain('Registry b');
    expect(text).not.toContain('filtered');
    expect(text).not.toContain('root zone');
    const other = JSON.stringify(draftSections(kind, ofOperator(entries, 'b'), names, DRAFT_WORDS.en));
    expect(other).not.toContain('ab12');
    expect(other).not.toContain('became aware');
  });

  it.each(REGULATOR_DRAFTS)('%s says the same of the same entries in French', (kind) => {
    const [english, french] = [DRAFT_WORDS.en, DRAFT_WORDS.fr].map((words) =>
      draftSections(kind, entries, names, words),
    );
    const shape = (sections: typeof english) =>
      sections?.map(({ id, sentences, missing }) => [
        id,
        sentences.map((one) => one.sources),
        missing.length,
      ]);
    expect(shape(french)).toEqual(shape(english));
    const texts = (sections: typeof english) =>
      sections?.flatMap(({ heading, sentences, missing }) => [
        heading,
        ...sentences.map(({ text }) => text),
        ...missing,
      ]) ?? [];
    expect(texts(french).filter((text) => texts(english).includes(text))).toEqual([]);
    expect(texts(french).join(' ')).not.toMatch(/undefined|null/);
  });

  it('words a whole report in French', () => {
    const text = draftSections('final', entries, names, DRAFT_WORDS.fr).flatMap(({ sentences }) =>
      sentences.map((one) => one.text),
    );
    expect(text).toContain(
      'Le 2026-03-01 02:16 UTC, Registry b était touché, et son service était hors service.',
    );
    expect(text).toContain('À la clôture, il a été écrit\u00a0: «\u00a0The provider of b filtered it\u00a0»');
  });
});
