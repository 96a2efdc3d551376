import { describe, expect, it } from '@jest/globals';
import { draftText } from './draft-text.ts';

const source = (index: number) => ({
  index,
  type: 'note.added',
  at: '2026-03-01T12:00:00.000Z',
  leafHash: 'a0',
});

describe('a draft as text', () => {
  it('names the entries of each sentence, and each fact that is missing as missing', () =>
    expect(
      draftText(
        {
          title: 'Early warning',
          notice: 'A draft.',
          sections: [
            {
              id: 'what',
              heading: 'What happened',
              sentences: [{ text: 'Servers were down.', sources: [source(3), source(7)] }],
              missing: [],
            },
            { id: 'why', heading: 'Cause', sentences: [], missing: ['the cause'] },
          ],
        },
        (fact) => `missing: ${fact}`,
      ),
    ).toBe(
      'Early warning\n\nA draft.\n\nWhat happened\nServers were down. [#3] [#7]\n\nCause\n[missing: the cause]',
    ));
});
