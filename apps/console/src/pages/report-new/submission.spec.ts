import { describe, expect, it } from '@jest/globals';
import { emptyDraft } from './draft.ts';
import { fieldAt, submissionOf, summaryOf } from './submission.ts';

const draft = emptyDraft('Pacific/Auckland', ['nz']);

describe('a report from the form', () => {
  it('says what was said, and nothing more', () =>
    expect(submissionOf({ ...draft, text: ' Nothing resolves \n' })).toEqual({
      summary: 'Nothing resolves',
      tlp: 'AMBER',
      resources: [{ type: 'tld', value: 'nz' }],
    }));

  it('keeps the whole text where the first line is not all of it', () => {
    const text = 'Nothing resolves\nsince the rollover of our key';
    expect(submissionOf({ ...draft, text })).toMatchObject({
      summary: 'Nothing resolves',
      description: text,
    });
  });

  it('tells the hour of the zone that it was written in', () =>
    expect(submissionOf({ ...draft, text: 'x', since: '2026-01-15T14:14' }).occurredAt).toBe(
      '2026-01-15T01:14:00.000Z',
    ));

  it('has all the rest, where it was given', () =>
    expect(
      submissionOf({
        ...draft,
        text: 'x',
        ongoing: 'no',
        severity: 'high',
        kind: 'ddos',
        exercise: true,
        nis2: 'crossBorder',
        references: 'https://a.example\n https://b.example ',
        things: [{ type: 'ip', value: '192.0.2.1', fault: null }],
      }),
    ).toEqual({
      summary: 'x',
      tlp: 'AMBER',
      ongoing: false,
      severity: 'high',
      kind: 'ddos',
      exercise: true,
      nis2: { applies: true, crossBorder: true },
      references: ['https://a.example', 'https://b.example'],
      resources: [
        { type: 'tld', value: 'nz' },
        { type: 'ip', value: '192.0.2.1' },
      ],
    }));

  it('has a summary of at most 200 characters that ends with a word', () => {
    const long = 'servers '.repeat(60);
    expect(summaryOf(long).length).toBeLessThanOrEqual(200);
    expect(summaryOf(long)).toMatch(/servers…$/);
    expect(summaryOf('x'.repeat(500))).toHaveLength(200);
  });

  it('shows each fault where it can be mended', () => {
    const at = (pointer: string) => fieldAt(pointer, { tlds: ['nz', 'aa'] });
    expect(['/summary', '/description', '/resources/1/value', '/resources/2'].map(at)).toEqual([
      'text',
      'text',
      'tlds',
      'things',
    ]);
    expect(['/occurredAt', '/kind', '/references/0', '/nis2/applies', ''].map(at)).toEqual([
      'since',
      'kind',
      'references',
      'other',
      'other',
    ]);
  });
});
