import { describe, expect, it } from '@jest/globals';
import { KeptBriefly } from './kept-briefly.ts';

describe('what is kept for a moment', () => {
  it('is asked for once, however many want it at the same time', async () => {
    const kept = new KeptBriefly<number>(60_000, 10);
    let asked = 0;
    const ask = async () => (asked += 1);
    expect(await Promise.all([kept.get('a', ask), kept.get('a', ask)])).toEqual([1, 1]);
    expect(await kept.get('b', ask)).toBe(2);
  });

  it('is asked for again after that moment, and when it failed', async () => {
    const kept = new KeptBriefly<number>(0, 10);
    let asked = 0;
    await kept.get('a', async () => (asked += 1));
    await kept.get('a', async () => (asked += 1));
    expect(asked).toBe(2);
    const lasting = new KeptBriefly<number>(60_000, 10);
    const failed = lasting.get('a', () => Promise.reject(new Error('away')));
    await expect(failed).rejects.toThrow('away');
    expect(await lasting.get('a', async () => 7)).toBe(7);
  });

  it('takes no more room than it was given', async () => {
    const kept = new KeptBriefly<number>(60_000, 2);
    let asked = 0;
    for (const key of ['a', 'b', 'c', 'a']) await kept.get(key, async () => (asked += 1));
    expect(asked).toBe(4);
  });
});
