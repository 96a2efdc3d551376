import { describe, expect, it } from '@jest/globals';
import { severitiesIn, toggled } from './filter.ts';

describe('the severities of the board', () => {
  it('are read from the address, unknown ones left out', () => {
    expect(severitiesIn({ severity: 'low,critical,bad' })).toEqual(['critical', 'low']);
    expect(severitiesIn({})).toEqual([]);
  });

  it('are added and taken away one by one, and all are none', () => {
    expect(toggled({}, 'high')).toBe('high');
    expect(toggled({ severity: 'high' }, 'critical')).toBe('critical,high');
    expect(toggled({ severity: 'critical,high' }, 'high')).toBe('critical');
    expect(toggled({ severity: 'high' }, 'high')).toBe('');
    expect(toggled({ severity: 'critical,high,medium,low' }, 'info')).toBe('');
  });
});
