import { describe, expect, it } from '@jest/globals';
import type { Advisory, AdvisoryEdition } from './advisory.entity.ts';
import { publicationStep } from './publication-step.ts';

const TEXT = { title: 'T', summary: 'S', body: 'B', links: [], language: 'en', incidentId: null } as const;
const written = (more: Partial<Advisory> = {}) =>
  ({
    ...TEXT,
    state: 'draft',
    writtenById: 'writer',
    writtenBy: { kind: 'user', name: 'The writer' },
    askedAt: null,
    ...more,
  }) as Advisory;
const published = { ...TEXT, edition: 1 } as unknown as AdvisoryEdition;
const AT = new Date('2026-03-01T02:14:00Z');

const stepOf = (
  advisory: Advisory,
  userId: string,
  newest: AdvisoryEdition | null = null,
  correction?: string,
) => {
  try {
    return publicationStep(advisory, newest, userId, correction);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the way of an advisory to the public', () => {
  it('takes its writer, then another person', () => {
    expect(stepOf(written(), 'writer')).toBe('ask');
    expect(stepOf(written(), 'another')).toBe('advisory.not_asked');
    expect(stepOf(written({ askedAt: AT }), 'writer')).toBe('advisory.own_text');
    expect(stepOf(written({ askedAt: AT }), 'another')).toBe('publish');
  });

  it('is the same for a correction, which says what was corrected', () => {
    const changed = written({ state: 'published', body: 'Better' });
    const askedFor = written({ state: 'published', body: 'Better', askedAt: AT });
    expect(stepOf(changed, 'writer', published)).toBe('advisory.correction_needed');
    expect(stepOf(changed, 'writer', published, 'A name')).toBe('ask');
    expect(stepOf(written(), 'writer', null, 'A name')).toBe('advisory.correction_not_wanted');
    expect(stepOf(askedFor, 'another', published, 'Mine')).toBe('advisory.correction_not_wanted');
    expect(stepOf(askedFor, 'another', published)).toBe('publish');
  });

  it('is closed to what is empty, known already, or withdrawn', () => {
    expect(stepOf(written({ body: ' \n' }), 'writer')).toBe('advisory.unfinished');
    expect(stepOf(written({ state: 'published' }), 'writer', published, 'x')).toBe('advisory.nothing_new');
    expect(stepOf(written({ state: 'withdrawn' }), 'writer')).toBe('advisory.withdrawn');
  });
});
