import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { TimeLimit } from './time-limit.ts';

/** ms */
const LIMIT = 50;

describe('a limit of time', () => {
  const limited = () => {
    let acts = 0;
    const limit = new TimeLimit(LIMIT, () => (acts += 1));
    limit.start();
    return { limit, acts: () => acts };
  };

  it('stands still until all is there that is waited for, and then acts once', async () => {
    const { limit, acts } = limited();
    limit.pause();
    limit.pause();
    limit.resume();
    await sleep(2 * LIMIT);
    expect(acts()).toBe(0);
    limit.resume();
    await sleep(2 * LIMIT);
    expect(acts()).toBe(1);
  });

  it('acts no more when it has ended, whatever comes afterwards', async () => {
    const { limit, acts } = limited();
    limit.pause();
    limit.pause();
    limit.resume();
    limit.end();
    limit.resume();
    await sleep(2 * LIMIT);
    expect(acts()).toBe(0);
  });
});
