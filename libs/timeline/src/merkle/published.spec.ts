import { describe, expect, it } from '@jest/globals';
import { EMPTY_ROOT } from './hash.ts';
import { consistencyPlan, inclusionPlan } from './plan.ts';
import type { Span } from './plan.ts';
import { isConsistent, isIncluded } from './verify.ts';
import type { Consistency, Inclusion } from './verify.ts';

/** The nodes of the tree of seven leaves that RFC 6962 draws in section 2.1.3, by the letters that it gives them. */
const LETTERS: Record<string, string> = {
  '0/0': 'a',
  '0/1': 'b',
  '0/2': 'c',
  '0/3': 'd',
  '0/4': 'e',
  '0/5': 'f',
  '0/6': 'j',
  '1/0': 'g',
  '1/1': 'h',
  '1/2': 'i',
  '2/0': 'k',
  '1/2 0/6': 'l',
};
const letterOf = (span: Span) =>
  LETTERS[span.map(({ level, position }) => `${level}/${position}`).join(' ')] ?? '?';

/**
 * Proofs that hold, and the ways in which they are spoilt, of github.com/transparency-dev/merkle, testdata/ (Apache-2.0), as of
 * 417fb0c: over the eight leaves of Certificate Transparency's own tests.
 */
const base64 = (text: string) => Buffer.from(text, 'base64');
const ROOT_OF_8 = base64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=');
const ROOT_OF_7 = base64('3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=');
const ROOT_OF_6 = base64('duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=');
const ROOT_OF_5 = base64('Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=');
const ROOT_OF_4 = base64('037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=');
const ROOT_OF_3 = base64('rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=');
const ROOT_OF_2 = base64('+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=');
const LEAF_0 = base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=');
const LEAF_1 = base64('lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=');
const LEAF_2 = base64('ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c=');
const LEAF_4 = base64('vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=');
const LEAF_5 = base64('QnGia+DYqE8L1UyMMC58s6O10fpngKQLzOKHNHfatlg=');
const LEAF_6 = base64('sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8=');
const LEAVES_2_TO_3 = base64('Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=');
const LEAVES_4_TO_5 = base64('DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=');
const LEAVES_4_TO_7 = base64('a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=');
const LEAVES_6_TO_7 = base64('yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=');
const SINGLE = base64('DTrtAjFI/9KiWfvQzcf7PPl1ZYdg03dbgq9vkKrMLfw=');

const INCLUDED: Inclusion[] = [
  { index: 0, size: 8, root: ROOT_OF_8, leafHash: LEAF_0, proof: [LEAF_1, LEAVES_2_TO_3, LEAVES_4_TO_7] },
  { index: 5, size: 8, root: ROOT_OF_8, leafHash: LEAF_5, proof: [LEAF_4, LEAVES_6_TO_7, ROOT_OF_4] },
  { index: 2, size: 3, root: ROOT_OF_3, leafHash: LEAF_2, proof: [ROOT_OF_2] },
  { index: 1, size: 5, root: ROOT_OF_5, leafHash: LEAF_1, proof: [LEAF_0, LEAVES_2_TO_3, LEAF_4] },
  { index: 0, size: 1, root: SINGLE, leafHash: SINGLE, proof: [] },
];
const CONSISTENT: Consistency[] = [
  {
    from: { size: 1, root: LEAF_0 },
    to: { size: 8, root: ROOT_OF_8 },
    proof: [LEAF_1, LEAVES_2_TO_3, LEAVES_4_TO_7],
  },
  {
    from: { size: 6, root: ROOT_OF_6 },
    to: { size: 8, root: ROOT_OF_8 },
    proof: [LEAVES_4_TO_5, LEAVES_6_TO_7, ROOT_OF_4],
  },
  { from: { size: 2, root: ROOT_OF_2 }, to: { size: 5, root: ROOT_OF_5 }, proof: [LEAVES_2_TO_3, LEAF_4] },
  {
    from: { size: 6, root: ROOT_OF_6 },
    to: { size: 7, root: ROOT_OF_7 },
    proof: [LEAVES_4_TO_5, LEAF_6, ROOT_OF_4],
  },
  { from: { size: 1, root: LEAF_0 }, to: { size: 1, root: LEAF_0 }, proof: [] },
];

const NOTHING = Buffer.alloc(0);
const flipped = (hash: Buffer, bit: number) => {
  const other = Buffer.from(hash);
  other[Math.floor(bit / 8)] = (other[Math.floor(bit / 8)] ?? 0) ^ (1 << (bit % 8));
  return other;
};

function spoiltInclusions(good: Inclusion): Inclusion[] {
  const { index, size, root, leafHash, proof } = good;
  const change = (changed: Partial<Inclusion>) => ({ ...good, ...changed });
  return [
    ...[index - 1, index + 1, index ^ 2].map((other) => change({ index: other })),
    ...[size * 2, Math.floor(size / 2)].map((other) => change({ size: other })),
    change({ leafHash: base64('V1JPTkdMRUFGV1JPTkdMRUFGV1JPTkdMRUFGV1JPTkc=') }),
    ...[EMPTY_ROOT, SINGLE, NOTHING]
      .filter((other) => !other.equals(root))
      .map((other) => change({ root: other })),
    change({ leafHash: NOTHING }),
    change({ leafHash: NOTHING, root: NOTHING }),
    ...[NOTHING, root, leafHash].flatMap((more) => [
      change({ proof: [...proof, more] }),
      change({ proof: [more, ...proof] }),
    ]),
    ...proof.map((hash, at) => change({ proof: proof.with(at, flipped(hash, 4)) })),
    ...(proof.length === 0
      ? []
      : [change({ proof: proof.slice(0, -1) }), change({ proof: proof.toSpliced(1, 0, NOTHING) })]),
  ];
}

function spoiltConsistencies(good: Consistency): Consistency[] {
  const { from, to, proof } = good;
  const froms = [from.size - 1, from.size + 1, from.size ^ 2].map((size) => ({ ...from, size }));
  const tos = [to.size * 2, Math.floor(to.size / 2)].map((size) => ({ ...to, size }));
  const isOne = from.size === to.size;
  return [
    ...froms.map((other) => ({ ...good, from: other })),
    ...tos.map((other) => ({ ...good, to: other })),
    { ...good, from: { ...from, root: SINGLE } },
    { ...good, to: { ...to, root: SINGLE } },
    ...(isOne ? [] : [{ ...good, from: { ...from, root: to.root }, to: { ...to, root: from.root } }]),
    ...[NOTHING, from.root, to.root].flatMap((more) => [
      { ...good, proof: [...proof, more] },
      { ...good, proof: [more, ...proof] },
    ]),
    ...(isOne ? [] : [[], proof.slice(0, -1)].map((less) => ({ ...good, proof: less }))),
    ...proof.map((hash, at) => ({ ...good, proof: proof.with(at, flipped(hash, 4)) })),
  ];
}

describe('what others have published of RFC 6962', () => {
  it('is planned as its own example in section 2.1.3 has it', () => {
    const paths = [0, 3, 4, 6].map((index) => inclusionPlan(index, 7).map(letterOf).join());
    expect(paths).toEqual(['b,h,l', 'c,g,l', 'f,j,k', 'i,k']);
    const proofs = [3, 4, 6].map((from) => consistencyPlan(from, 7).map(letterOf).join());
    expect(proofs).toEqual(['c,d,g,l', 'l', 'i,j,k']);
  });

  it('is taken where it holds', () => {
    expect(INCLUDED.map(isIncluded)).toEqual(INCLUDED.map(() => true));
    expect(CONSISTENT.map(isConsistent)).toEqual(CONSISTENT.map(() => true));
  });

  it('is refused in every way in which it is spoilt', () => {
    const inclusions = INCLUDED.flatMap(spoiltInclusions);
    const consistencies = CONSISTENT.flatMap(spoiltConsistencies);
    expect([inclusions.length, consistencies.length].every((count) => count > 60)).toBe(true);
    expect(inclusions.filter(isIncluded)).toEqual([]);
    expect(consistencies.filter(isConsistent)).toEqual([]);
  });

  it.each<[number, number, Buffer, Buffer, Buffer[], boolean]>([
    [0, 0, EMPTY_ROOT, SINGLE, [], false],
    [0, 0, SINGLE, SINGLE, [], false],
    [0, 0, SINGLE, LEAF_0, [], false],
    [0, 0, EMPTY_ROOT, EMPTY_ROOT, [EMPTY_ROOT], false],
    [0, 1, EMPTY_ROOT, EMPTY_ROOT, [EMPTY_ROOT], false],
    [0, 1, SINGLE, LEAF_0, [], false],
    [1, 0, SINGLE, LEAF_0, [], false],
    [2, 1, SINGLE, LEAF_0, [], false],
    [1, 1, SINGLE, LEAF_0, [], false],
    [1, 1, EMPTY_ROOT, EMPTY_ROOT, [EMPTY_ROOT], false],
    [1, 2, SINGLE, LEAF_0, [], false],
    [1, 1, LEAF_0, LEAF_0, [], true],
    // That library refuses the empty tree altogether; C2SP tlog-witness begins with it, by a proof that is empty.
    [0, 1, EMPTY_ROOT, LEAF_0, [], true],
    [0, 0, EMPTY_ROOT, EMPTY_ROOT, [], true],
  ])('of %d leaves and %d', (from, to, fromRoot, toRoot, proof, holds) => {
    const given = { from: { size: from, root: fromRoot }, to: { size: to, root: toRoot }, proof };
    expect(isConsistent(given)).toBe(holds);
  });
});
