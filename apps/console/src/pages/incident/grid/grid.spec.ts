import { describe, expect, it } from '@jest/globals';
import type { GridRowView } from '#libs/contracts';
import { matching, rowsOf } from './only.ts';
import { sorted } from './order.ts';

const row = (slug: string, given: Partial<GridRowView> = {}): GridRowView => ({
  operator: { id: slug, slug, name: `Registry ${slug}`, kind: 'tld_manager' },
  timezone: null,
  state: 'not_told',
  serviceState: 'unknown',
  tlds: [],
  reported: false,
  toldAt: null,
  seenAt: null,
  answeredAt: null,
  silentSince: null,
  word: null,
  comment: null,
  contacts: [],
  call: null,
  next: null,
  stateChangedAt: '2026-03-01T10:00:00Z',
  version: 1,
  ...given,
});
const silent = (slug: string, since: string) =>
  row(slug, { state: 'told', toldAt: since, silentSince: since, next: { what: 'call', at: null } });
const ROWS = [
  row('well', { state: 'not_affected', toldAt: '2026-03-01T10:00:00Z', answeredAt: '2026-03-01T10:05:00Z' }),
  silent('late', '2026-03-01T10:20:00Z'),
  row('doubt', { state: 'suspected', next: { what: 'decide', at: null } }),
  silent('early', '2026-03-01T10:00:00Z'),
  row('unreached', { next: { what: 'call', at: null } }),
  row('hit', { state: 'affected', toldAt: '2026-03-01T10:00:00Z', answeredAt: '2026-03-01T10:01:00Z' }),
];
const slugs = (rows: GridRowView[]) => rows.map(({ operator }) => operator.slug);

describe('the grid', () => {
  it('begins with the longest silence, then with what is due, and ends with who is not affected', () =>
    expect(slugs(sorted(ROWS, { by: 'need', down: false }))).toEqual([
      'early',
      'late',
      'unreached',
      'doubt',
      'hit',
      'well',
    ]));

  it('is sorted by a column both ways, with those that have nothing there at the end', () => {
    expect(slugs(sorted(ROWS, { by: 'answered', down: false })).slice(0, 2)).toEqual(['hit', 'well']);
    expect(slugs(sorted(ROWS, { by: 'answered', down: true })).slice(0, 2)).toEqual(['well', 'hit']);
    expect(slugs(sorted(ROWS, { by: 'operator', down: true }))[0]).toBe('well');
  });

  it('shows the operators of a figure alone; who is silent is never among those that are well', () => {
    expect(slugs(rowsOf(ROWS, 'silent'))).toEqual(['late', 'early']);
    expect(slugs(rowsOf(ROWS, 'touched'))).not.toContain('doubt');
    expect(slugs(rowsOf(ROWS, 'notAffected'))).toEqual(['well']);
    expect(rowsOf(ROWS, null)).toBe(ROWS);
  });

  it('finds by name, TLD and address', () => {
    const tlds: GridRowView['tlds'] = [
      {
        label: 'nz',
        class: 'all_servers',
        servers: { hit: 1, total: 1 },
        ipv4: { hit: 1, total: 1 },
        ipv6: { hit: 0, total: 0 },
      },
    ];
    const rows = [row('a', { tlds }), row('b')];
    expect(slugs(matching(rows, ' .NZ '))).toEqual(['a']);
    expect(slugs(matching(rows, 'registry B'))).toEqual(['b']);
    expect(slugs(matching(rows, ''))).toEqual(['a', 'b']);
  });
});
