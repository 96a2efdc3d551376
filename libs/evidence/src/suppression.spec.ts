import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cell } from './suppression.ts';
import { exact, FEWEST_OPERATORS, suppressed } from './suppression.ts';

const KINDS = ['ddos', 'outage', 'hijack', 'phishing'];
const SEVERITIES = ['critical', 'high', 'low'];

/** A month: each incident has a cell and some operators out of a dozen. */
const month = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      severity: fc.constantFrom(...SEVERITIES),
      operators: fc.uniqueArray(fc.integer({ min: 0, max: 11 }).map(String), { maxLength: 7 }),
    }),
    { maxLength: 25 },
  )
  .map((incidents): Cell[] =>
    KINDS.flatMap((kind) =>
      SEVERITIES.map((severity) => {
        const own = incidents.filter((one) => one.kind === kind && one.severity === severity);
        return {
          kind,
          severity,
          incidents: own.length,
          operators: new Set(own.flatMap(({ operators }) => operators)),
        };
      }),
    ),
  );

const union = (cells: Cell[]) => new Set(cells.flatMap(({ operators }) => [...operators])).size;
const count = (cells: { incidents: number }[]) => cells.reduce((all, { incidents }) => all + incidents, 0);

describe('figures for those outside', () => {
  it('stand for at least five operators each, and so does what is left when they are taken from the total', () => {
    fc.assert(
      fc.property(month, (cells) => {
        const { cells: shown, other, total } = suppressed(cells);
        const isShown = (cell: Cell) =>
          shown.some(({ kind, severity }) => kind === cell.kind && severity === cell.severity);
        for (const cell of cells) if (isShown(cell)) expect(union([cell])).toBeGreaterThanOrEqual(5);
        const rest = cells.filter((cell) => !isShown(cell) && cell.incidents > 0);
        if (total === null) {
          expect(shown).toEqual([]);
          expect(other).toBeNull();
          return;
        }
        expect(total).toBe(count(cells));
        expect(total - count(shown)).toBe(other ?? 0);
        if (rest.length > 0) expect(union(rest)).toBeGreaterThanOrEqual(FEWEST_OPERATORS);
      }),
      { numRuns: 2_000 },
    );
  });

  it('show what they can: nothing is hidden that needs not be', () => {
    fc.assert(
      fc.property(month, (cells) => {
        const large = cells.filter(({ operators }) => operators.size >= 5).length;
        const shown = suppressed(cells).cells.length;
        expect([large, large - 1]).toContain(shown);
        const small = cells.filter(({ incidents, operators }) => incidents > 0 && operators.size < 5);
        if (small.length === 0 || union(small) >= 5) expect(shown).toBe(large);
      }),
      { numRuns: 2_000 },
    );
  });

  it('do not tell a cell of too few from an empty one', () => {
    const busy: Cell = { kind: 'ddos', severity: 'high', incidents: 9, operators: new Set('abcdef') };
    const lonely: Cell = { kind: 'hijack', severity: 'critical', incidents: 1, operators: new Set('a') };
    expect(suppressed([lonely])).toEqual(suppressed([]));
    // Alone it would be the total less what is shown, so the other goes with it.
    expect(suppressed([busy, lonely])).toEqual({ cells: [], other: 10, total: 10 });
    expect(exact([busy, lonely])).toMatchObject({ total: 10, cells: [{ incidents: 9 }, { incidents: 1 }] });
  });
});
