import { describe, expect, it } from '@jest/globals';
import type { Tlp } from '#libs/contracts';
import { TLP_LABELS } from '#libs/contracts';
import { EXITS, RELATIONS } from './exits.ts';
import type { Exit, Relation, Way } from './exits.ts';
import { leaving } from './leaving.ts';

/**
 * TLP 2.0 in the words of FIRST, and what the field makes of them here. F: with the source's words. K: the kind of thing and
 * one's own part in it. -: not at all. First the way over which nobody else can read, then the open one.
 *
 * RED           "for the eyes and ears of individual recipients only, no further disclosure"
 * AMBER+STRICT  "recipients can only share on a need-to-know basis within their organization"
 * AMBER         "... within their organization and its clients"
 * GREEN         "within their community ... not via publicly accessible channels"
 * CLEAR         "no limit on disclosure"
 */
const WHO = 'source named affected backend client member staff observer public'.split(' ') as Relation[];
const TABLE = `
  RED           page     F F - - - - F - -   - - - - - - - - -
  RED           api      F F - - - - F - -   - - - - - - - - -
  RED           export   F F - - - - F - -   - - - - - - - - -
  RED           mail     F F - - - - F - -   - - - - - - - - -
  RED           webhook  - - - - - - - - -   - - - - - - - - -
  RED           receipt  F - - - - - - - -   - - - - - - - - -
  RED           stats    K K - - - - K - -   - - - - - - - - -
  AMBER+STRICT  page     F F K - - - F - -   F F K - - - F - -
  AMBER+STRICT  api      F F K - - - F - -   F F K - - - F - -
  AMBER+STRICT  export   F F K - - - F - -   F F K - - - F - -
  AMBER+STRICT  mail     F F K - - - F - -   F F K - - - F - -
  AMBER+STRICT  webhook  K K K - - - K - -   K K K - - - K - -
  AMBER+STRICT  receipt  F - - - - - - - -   F - - - - - - - -
  AMBER+STRICT  stats    K K K - - - K - -   K K K - - - K - -
  AMBER         page     F F K K K - F - -   F F K K K - F - -
  AMBER         api      F F K K K - F - -   F F K K K - F - -
  AMBER         export   F F K K K - F - -   F F K K K - F - -
  AMBER         mail     F F K K K - F - -   F F K K K - F - -
  AMBER         webhook  K K K K K - K - -   K K K K K - K - -
  AMBER         receipt  F - - - - - - - -   F - - - - - - - -
  AMBER         stats    K K K K K - K K -   K K K K K - K K -
  GREEN         page     F F F F F F F - -   F F F F F F F - -
  GREEN         api      F F F F F F F - -   F F F F F F F - -
  GREEN         export   F F F F F F F - -   F F F F F F F - -
  GREEN         mail     F F F F F F F - -   F F F F F F F - -
  GREEN         webhook  K K K K K K K - -   K K K K K K K - -
  GREEN         receipt  F - - - - - - - -   F - - - - - - - -
  GREEN         stats    K K K K K K K K -   K K K K K K K K -
  CLEAR         page     F F F F F F F F F   F F F F F F F F F
  CLEAR         api      F F F F F F F F F   F F F F F F F F F
  CLEAR         export   F F F F F F F F F   F F F F F F F F F
  CLEAR         mail     F F F F F F F F F   F F F F F F F F F
  CLEAR         webhook  K K K K K K K K K   K K K K K K K K K
  CLEAR         receipt  F - - - - - - - -   F - - - - - - - -
  CLEAR         stats    K K K K K K K K K   K K K K K K K K K`;

/** A list's line by what is posted and the list's highest label; no list takes what belongs to single recipients. */
const LISTS = `
  RED           -                               - - - - - - - - -
  AMBER+STRICT  -                               - - - - - - - - -
  AMBER         RED AMBER+STRICT AMBER          F F K K K - F - -
  GREEN         RED AMBER+STRICT AMBER GREEN    F F F F F F F - -
  CLEAR         RED AMBER+STRICT AMBER GREEN CLEAR  F F F F F F F F F`;

const FORMS = { F: 'full', K: 'kind', '-': 'withheld' } as const;
type Letter = keyof typeof FORMS;

interface Cell {
  label: Tlp;
  way: Way;
  relation: Relation;
  encrypted: boolean;
  expected: string;
}

function cellsOf(label: Tlp, way: Way, encrypted: boolean, letters: string[]): Cell[] {
  return WHO.map((relation, index) => ({
    label,
    way,
    relation,
    encrypted,
    expected: FORMS[letters[index] as Letter],
  }));
}

const single = TABLE.trim()
  .split('\n')
  .flatMap((line) => {
    const [label, exit, ...letters] = line.trim().split(/\s+/) as [Tlp, Exclude<Exit, 'list'>, ...string[]];
    return [
      ...cellsOf(label, { exit }, true, letters.slice(0, 9)),
      ...cellsOf(label, { exit }, false, letters.slice(9)),
    ];
  });
const toLists = LISTS.trim()
  .split('\n')
  .flatMap((line) => {
    const [label, ...rest] = line.trim().split(/\s+/) as [Tlp, ...string[]];
    const [takers, letters] = [rest.slice(0, -9), rest.slice(-9)];
    return TLP_LABELS.flatMap((highest) =>
      [true, false].flatMap((encrypted) =>
        cellsOf(
          label,
          { exit: 'list', highest },
          encrypted,
          takers.includes(highest) ? letters : WHO.map(() => '-'),
        ),
      ),
    );
  });
const CELLS = [...single, ...toLists];

const nameOf = ({ label, way, relation, encrypted }: Omit<Cell, 'expected'>) =>
  `${label} by ${way.exit}${way.exit === 'list' ? ` up to ${way.highest}` : ''} to ${relation}, ${encrypted ? 'encrypted' : 'open'}`;

describe('a label at an exit', () => {
  it('has one answer for every label, exit, list, reader and way, and the table knows them all', () => {
    const ways: Way[] = EXITS.flatMap((exit): Way[] =>
      exit === 'list' ? TLP_LABELS.map((highest) => ({ exit, highest })) : [{ exit }],
    );
    const all = TLP_LABELS.flatMap((label) =>
      ways.flatMap((way) =>
        RELATIONS.flatMap((relation) =>
          [true, false].map((encrypted) => nameOf({ label, way, relation, encrypted })),
        ),
      ),
    );
    expect(CELLS.map(nameOf).sort()).toEqual(all.sort());
    expect(new Set(all).size).toBe(5 * 12 * 9 * 2);
  });

  it('is as TLP 2.0 says', () => {
    const answered = CELLS.map((cell) => [nameOf(cell), leaving(cell.label, cell.way, cell).form]);
    expect(answered).toEqual(CELLS.map((cell) => [nameOf(cell), cell.expected]));
  });

  it('is explained in words wherever it keeps something back, and nowhere else', () => {
    for (const cell of CELLS) {
      const { form, why } = leaving(cell.label, cell.way, cell);
      if (form === 'withheld')
        expect([nameOf(cell), why]).toEqual([nameOf(cell), expect.stringMatching(/^\w.{20,}\w$/)]);
      else expect([nameOf(cell), why]).toEqual([nameOf(cell), null]);
    }
  });

  it('lets less out the narrower it is, to everybody and everywhere', () => {
    const weight = { full: 2, kind: 1, withheld: 0 };
    for (const cell of CELLS) {
      const narrower = TLP_LABELS[TLP_LABELS.indexOf(cell.label) - 1];
      if (narrower === undefined) continue;
      const [less, more] = [narrower, cell.label].map(
        (label) => weight[leaving(label, cell.way, cell).form],
      ) as [number, number];
      expect([nameOf(cell), less <= more]).toEqual([nameOf(cell), true]);
    }
  });
});
