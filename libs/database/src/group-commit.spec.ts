import { describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { GroupCommit } from './group-commit.ts';
import { Transactions } from './transactions.ts';
import type { Tx } from './transactions.ts';

const AWAY = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
const POISON = 1_000;

/** A database without tables: it knows what was committed, transaction by transaction. */
class Ledger {
  readonly committed: number[][] = [];
  open = 0;
  mostOpen = 0;
  isAway = false;
  private readonly written = new Map<Tx, number[]>();
  readonly transactions = new Transactions({
    transaction: async (work: (tx: Tx) => Promise<unknown>) => this.transaction(work),
  } as unknown as DataSource);

  private async transaction(work: (tx: Tx) => Promise<unknown>): Promise<unknown> {
    const tx = {} as Tx;
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    try {
      if (this.isAway) throw AWAY;
      const result = await work(tx);
      await tick();
      const written = this.written.get(tx);
      if (written !== undefined) this.committed.push(written);
      return result;
    } finally {
      this.open -= 1;
    }
  }

  write(tx: Tx, items: number[]): void {
    this.written.set(tx, [...(this.written.get(tx) ?? []), ...items]);
  }
}

const tick = () => new Promise((later) => setTimeout(later, 5));
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function groupsOn(ledger: Ledger, options?: { most?: number; atOnce?: number }) {
  return new GroupCommit(
    ledger.transactions,
    async (tx, items: number[]) => {
      await tick();
      if (items.includes(POISON)) throw new Error(`${POISON} is poison`);
      ledger.write(tx, items);
      return items.map((item) => item * 10);
    },
    options,
  );
}

const outcomesOf = (all: Promise<number>[]) =>
  Promise.allSettled(all).then((ends) =>
    ends.map((end) => (end.status === 'fulfilled' ? end.value : 'failed')),
  );

describe('a group commit', () => {
  it('does together what comes together, and answers each its own', async () => {
    const ledger = new Ledger();
    const group = groupsOn(ledger);
    expect(await Promise.all(range(10).map((item) => group.add(item)))).toEqual(range(10).map((n) => n * 10));
    expect(ledger.committed).toEqual([range(10)]);
  });

  it('takes what comes in meanwhile into the next, at most so many', async () => {
    const ledger = new Ledger();
    const group = groupsOn(ledger, { most: 4 });
    const first = group.add(0);
    await tick();
    await Promise.all([first, ...range(6).map((item) => group.add(item + 1))]);
    expect(ledger.committed).toEqual([[0], [1, 2, 3, 4], [5, 6]]);
    expect(ledger.mostOpen).toBe(1);
    // And then is there for the next.
    expect(await group.add(9)).toBe(90);
  });

  it('has as many transactions open as it may, and no more', async () => {
    const ledger = new Ledger();
    const group = groupsOn(ledger, { most: 2, atOnce: 3 });
    await Promise.all(range(20).map((item) => group.add(item)));
    expect(ledger.mostOpen).toBe(3);
    expect(ledger.committed.flat().sort((a, b) => a - b)).toEqual(range(20));
  });

  it('answers after the commit', async () => {
    const ledger = new Ledger();
    const group = groupsOn(ledger);
    await Promise.all(
      range(3).map(async (item) => {
        await group.add(item);
        expect(ledger.committed.flat()).toContain(item);
      }),
    );
  });

  it.each([1, 2, 7, 50])('of %p lets poison fail alone', async (count) => {
    const ledger = new Ledger();
    const group = groupsOn(ledger);
    const items = [...range(count - 1), POISON];
    const outcomes = await outcomesOf(items.map((item) => group.add(item)));
    expect(outcomes).toEqual(items.map((item) => (item === POISON ? 'failed' : item * 10)));
    expect(ledger.committed.flat().sort((a, b) => a - b)).toEqual(range(count - 1));
  });

  it('fails at once, each of it, while the database is away', async () => {
    const ledger = new Ledger();
    const group = groupsOn(ledger);
    const run = jest.spyOn(ledger.transactions, 'run');
    ledger.isAway = true;
    const ends = await Promise.allSettled(range(20).map((item) => group.add(item)));
    expect(ends).toEqual(range(20).map(() => ({ status: 'rejected', reason: AWAY })));
    expect(run).toHaveBeenCalledTimes(1);
    ledger.isAway = false;
    expect(await group.add(1)).toBe(10);
  });

  it('is no part of the transaction that an item came in with', async () => {
    const ledger = new Ledger();
    const group = groupsOn(ledger);
    const broken = ledger.transactions.runJoined(async (tx) => {
      ledger.write(tx, [100]);
      await group.add(1);
      throw new Error('the request broke off');
    });
    await expect(broken).rejects.toThrow('the request broke off');
    expect(ledger.committed).toEqual([[1]]);
  });

  it('does not wait for a group that hangs', async () => {
    const ledger = new Ledger();
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((over) => (wake = over));
    const group = new GroupCommit(ledger.transactions, async (tx, items: number[]) => {
      if (items.includes(0)) await asleep;
      ledger.write(tx, items);
      return items;
    });
    const hanging = group.add(0);
    await tick();
    expect(await group.add(1)).toBe(1);
    expect(ledger.committed).toEqual([[1]]);
    wake();
    expect(await hanging).toBe(0);
    expect(ledger.committed).toEqual([[1], [0]]);
  });
});
