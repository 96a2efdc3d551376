import { describe, expect, it } from '@jest/globals';
import type { ImpactPictureView } from '#libs/contracts';
import { HEAD, layoutOf, neighbourOf, pathsThrough, ROW } from './layout.ts';

const server = (id: string) => ({ id, name: id, state: 'hit' as const, tlds: 1 });
const address = (id: string) => ({ id, address: id, hit: false, servers: 1, tlds: 1 });
const group = (id: string) => ({ id, class: 'some_servers' as const, tldCount: 1, tlds: [], dnssec: false });
const edge = (from: string, to: string) => ({ from, to });
const PICTURE: ImpactPictureView = {
  serial: 1,
  servers: [server('s0'), server('s1')],
  addresses: [address('a0'), address('a1'), address('a2')],
  groups: [group('t0'), group('t1'), group('t2')],
  edges: [
    edge('s0', 'a2'),
    edge('s1', 'a0'),
    edge('s1', 'a1'),
    edge('a2', 't1'),
    edge('a0', 't0'),
    edge('a1', 't0'),
  ],
  left: { groups: 0, tlds: 0 },
};

describe('the layout of an impact', () => {
  const layout = layoutOf(PICTURE);

  it('puts each node near what leads to it, and what nothing leads to at the end', () => {
    expect(layout.columns).toEqual([
      ['s0', 's1'],
      ['a2', 'a0', 'a1'],
      ['t1', 't0', 't2'],
    ]);
    expect(layout.height).toBe(HEAD + 3.5 * ROW);
    const row = (id: string) => ((layout.nodes.get(id)?.y ?? 0) - HEAD - ROW / 2) / ROW;
    expect(['s0', 's1', 'a2', 'a0', 'a1'].map(row)).toEqual([0, 1, 0, 1, 2]);
    // In the middle of its two addresses; what follows stands below.
    expect(['t1', 't0', 't2'].map(row)).toEqual([0, 1.5, 2.5]);
  });

  it('knows what is on a path', () => {
    expect([...pathsThrough('a0', PICTURE.edges)].sort()).toEqual(['a0', 's1', 't0']);
    expect([...pathsThrough('t0', PICTURE.edges)].sort()).toEqual(['a0', 'a1', 's1', 't0']);
    expect([...pathsThrough('t2', PICTURE.edges)]).toEqual(['t2']);
  });

  it('is walked by arrow keys', () => {
    const walk = (id: string, ...steps: Parameters<typeof neighbourOf>[1][]) =>
      steps.reduce<string | null>(
        (at, step) => (at === null ? null : neighbourOf(at, step, layout, PICTURE.edges)),
        id,
      );
    expect(walk('s0', 'down')).toBe('s1');
    expect(walk('s0', 'up')).toBeNull();
    expect(walk('s0', 'right')).toBe('a2');
    expect(walk('s0', 'right', 'right', 'left', 'left')).toBe('s0');
    // Where nothing is joined, to what stands beside.
    expect(walk('t2', 'left')).toBe('a1');
    expect(walk('t2', 'right')).toBeNull();
  });

  it('stands where there is nothing', () => {
    const none = layoutOf({ ...PICTURE, servers: [], addresses: [], groups: [], edges: [] });
    expect([none.nodes.size, none.height]).toEqual([0, HEAD + ROW]);
  });
});
