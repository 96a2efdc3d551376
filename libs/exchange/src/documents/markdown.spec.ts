import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportedIncident } from '../exported.fixture.ts';
import { fenced, inLine } from './markdown-text.ts';
import { markdownDocument } from './markdown.ts';

describe('words of others in Markdown', () => {
  it('mean nothing in a line: every sign is escaped, and no line ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const line = inLine(words);
        expect(line).not.toMatch(/[\r\n]/);
        expect(line.replace(/\\[!-/:-@[-`{-~]|(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])/g, '')).not.toMatch(
          /[!-/:-@[-`{-~]/,
        );
      }),
    );
  });

  it('cannot leave their fence', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[`~\n\r a]{0,20}$/), (words) => {
        const lines = fenced(words).split('\n');
        const fence = /^`+/.exec(lines[0] ?? '')?.[0] ?? '';
        expect(lines.at(-1)).toBe(fence);
        for (const line of lines.slice(1, -1))
          expect(/^\s*(`*)/.exec(line)?.[1]?.length).toBeLessThan(fence.length);
      }),
    );
  });
});

describe('an incident in Markdown', () => {
  it('has the label at its head and its foot', () => {
    const lines = markdownDocument(exportedIncident({ tlp: 'RED' }))
      .trimEnd()
      .split('\n');
    expect([lines[0], lines.at(-1)]).toEqual([
      '**TLP:RED** (for the named recipients alone, no further disclosure)',
      '**TLP:RED**',
    ]);
  });

  it('has as many cells in every row of a table', () => {
    const text = markdownDocument(exportedIncident({ words: 'a | b \\| c' }));
    const cells = (row: string) => row.replace(/\\./g, '').split('|').length;
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.filter((row) => row.includes('\\|')).length).toBeGreaterThan(3);
    expect([...new Set(rows.map(cells))].sort()).toEqual([4, 7, 8]);
  });

  it('says of an exercise twice that it is one', () => {
    const text = markdownDocument(exportedIncident({ exercise: true }));
    expect(text.match(/\*\*EXERCISE: no real incident\*\*/g)).toHaveLength(2);
  });
});
