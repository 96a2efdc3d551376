import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Line } from './line.ts';

/** A line whose groups end when told to. */
function controlled(most: number, atOnce: number) {
  const groups: string[][] = [];
  const ends: (() => void)[] = [];
  const line = new Line(most, atOnce, (ids) => {
    groups.push(ids);
    return new Promise((end) => ends.push(end));
  });
  const endNext = async (): Promise<void> => {
    ends.shift()?.();
    await sleep(0);
  };
  return { line, groups, endNext };
}

describe('a line of bells', () => {
  it('takes up at once what rings alone, and together what rings meanwhile', async () => {
    const { line, groups, endNext } = controlled(10, 1);
    const all = [line.take(['a'])];
    await sleep(0);
    expect(groups).toEqual([['a']]);
    all.push(line.take(['b']), line.take(['c']), line.take(['b']));
    await endNext();
    expect(groups).toEqual([['a'], ['b', 'c']]);
    await endNext();
    await Promise.all(all);
  });

  it('takes what rings in one breath as one group, no more than it may', async () => {
    const { line, groups, endNext } = controlled(2, 1);
    const all = ['a', 'b', 'c'].map((id) => line.take([id]));
    await sleep(0);
    expect(groups).toEqual([['a', 'b']]);
    await endNext();
    expect(groups).toEqual([['a', 'b'], ['c']]);
    await endNext();
    await Promise.all(all);
  });

  it('adds bells for several rows to a group as long as they fit, and takes a larger one alone', async () => {
    const { line, groups, endNext } = controlled(3, 1);
    const all = [['a', 'b'], ['c'], ['d', 'e'], ['f', 'g', 'h', 'i'], ['j']].map((ids) => line.take(ids));
    await sleep(0);
    for (let group = 0; group < 4; group += 1) await endNext();
    await Promise.all(all);
    expect(groups).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f', 'g', 'h', 'i'], ['j']]);
  });

  it('works on as many groups at a time as it has places for', async () => {
    const { line, groups, endNext } = controlled(1, 2);
    const all = ['a', 'b', 'c'].map((id) => line.take([id]));
    await sleep(0);
    expect(groups).toEqual([['a'], ['b']]);
    await endNext();
    expect(groups).toEqual([['a'], ['b'], ['c']]);
    await endNext();
    await endNext();
    await Promise.all(all);
  });

  it('lets nobody go before the own group is done', async () => {
    const { line, endNext } = controlled(1, 1);
    const gone: string[] = [];
    const all = ['a', 'b'].map((id) => line.take([id]).then(() => gone.push(id)));
    await sleep(0);
    expect(gone).toEqual([]);
    await endNext();
    expect(gone).toEqual(['a']);
    await endNext();
    await Promise.all(all);
  });
});
