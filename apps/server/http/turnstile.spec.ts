import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Turnstile } from './turnstile.ts';

const enterMany = (turnstile: Turnstile, count: number) =>
  Promise.all(Array.from({ length: count }, () => turnstile.enter()));
const counted = (answers: boolean[]) => answers.filter(Boolean).length;

describe('the turnstile', () => {
  it('lets few in at one time, and the next when one leaves', async () => {
    const turnstile = new Turnstile({ atOnce: 2, every: 1, patience: 200, mostWaiting: 10 });
    const first = enterMany(turnstile, 3);
    await sleep(20);
    turnstile.leave();
    expect(counted(await first)).toBe(3);
    expect(await turnstile.enter()).toBe(false);
  });

  it('lets few in in a second, however soon they leave', async () => {
    const turnstile = new Turnstile({ atOnce: 2, every: 50, patience: 500, mostWaiting: 1_000 });
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const entered = await turnstile.enter();
        if (entered) turnstile.leave();
        return entered;
      }),
    );
    // Two or three at once, then ten in the half second; a busy machine makes it fewer.
    expect(counted(answers)).toBeGreaterThan(4);
    expect(counted(answers)).toBeLessThanOrEqual(14);
  });

  it('sends away at once who comes when too many wait', async () => {
    const turnstile = new Turnstile({ atOnce: 1, every: 1, patience: 100, mostWaiting: 3 });
    const begun = performance.now();
    const waiting = enterMany(turnstile, 4);
    expect(await turnstile.enter()).toBe(false);
    expect(performance.now() - begun).toBeLessThan(90);
    expect(counted(await waiting)).toBe(1);
  });
});
