import { describe, expect, it } from '@jest/globals';
import { nextStepOf } from './next-step.ts';

const draft = {
  state: 'draft',
  asked: null,
  isChanged: false,
  publishedAt: null,
  writtenBy: { kind: 'user', id: 'writer', name: 'Writer' },
} as const;
const asked = { at: '2026-03-01T02:14:00Z', correction: null };
const published = { ...draft, state: 'published', publishedAt: '2026-03-01T02:14:00Z' } as const;

describe('the next step of an advisory', () => {
  it('is its writer’s word, then another person’s', () => {
    expect(nextStepOf(draft, 'writer')).toBe('ask');
    expect(nextStepOf(draft, 'other')).toBe('writer');
    expect(nextStepOf({ ...draft, asked }, 'writer')).toBe('another');
    expect(nextStepOf({ ...draft, asked }, 'other')).toBe('publish');
  });

  it('is none for what the public sees, until it is changed or withdrawn', () => {
    expect(nextStepOf(published, 'writer')).toBe('public');
    expect(nextStepOf({ ...published, isChanged: true }, 'writer')).toBe('ask');
    expect(nextStepOf({ ...published, state: 'withdrawn' }, 'writer')).toBe('over');
  });
});
