import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { exportedIncident } from '../exported.fixture.ts';
import { csvDocument } from './csv.ts';

const read = (text: string) => parse(text, { columns: true, relax_column_count: false });

/** As a spreadsheet of a country that writes `0,5` splits it: at semicolons, quotes inside a cell meaning nothing. */
const readBySemicolon = (text: string) => text.split(/[;\t\r\n]/).map((cell) => cell.replace(/^\s+/, ''));
const isFormula = (cell: string) => /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell);

describe('the timeline as CSV', () => {
  it('has one line an entry, each with the label', () => {
    const rows = read(csvDocument(exportedIncident({ tlp: 'AMBER+STRICT' })));
    expect(rows).toHaveLength(3);
    expect(rows[1]).toEqual({
      tlp: 'TLP:AMBER+STRICT',
      exercise: 'no',
      incident: '2026-000123',
      index: '1',
      at: '2026-03-01T02:50:00.000Z',
      recordedAt: '2026-03-01T03:10:00.000Z',
      actorKind: 'operator',
      actor: 'Registry of .nz',
      type: 'operator.state_changed',
      data: expect.stringContaining('"reason":"We have looked"'),
    });
  });

  it('is RFC 4180: CRLF, quotes doubled, as many cells on every line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const text = csvDocument(exportedIncident({ words }));
        expect(text.endsWith('\r\n')).toBe(true);
        expect(read(text)).toHaveLength(3);
      }),
      { numRuns: 50 },
    );
  });

  it('is never calculated, wherever a spreadsheet splits it', () => {
    const attacks = [
      `=cmd|' /C calc'!A0`,
      `+1`,
      `-2+3`,
      `@SUM(1+1)`,
      `\t=1`,
      `\r=1`,
      ` =1`,
      `\uff1d1`,
      `x;=cmd|' /C calc'!A0;`,
      `x\n=1`,
      `"=1`,
      `";=1;"`,
    ];
    for (const words of attacks) {
      const text = csvDocument(exportedIncident({ words }));
      const cells = (read(text) as Record<string, string>[]).flatMap((row) => Object.values(row));
      expect([words, cells.filter(isFormula)]).toEqual([words, []]);
      expect([words, readBySemicolon(text).filter(isFormula)]).toEqual([words, []]);
    }
  });
});
