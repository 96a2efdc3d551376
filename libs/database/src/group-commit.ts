import { AsyncResource } from 'node:async_hooks';
import { isDatabaseAway, Transactions } from './transactions.ts';
import type { Tx } from './transactions.ts';

interface Waiting<T, R> {
  item: T;
  done: (result: R) => void;
  failed: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** Items in one transaction. Default 100. */
  most?: number;
  /** Transactions at one time. Default 1: then the groups are largest. */
  atOnce?: number;
}

/**
 * Does many small things in few transactions: what comes in while one is being committed goes together into the next. Alone,
 * an item waits for nobody. Not for what runs inside of {@link Transactions.runJoined}: a group is nobody's own transaction.
 */
export class GroupCommit<T, R> {
  private readonly waiting: Waiting<T, R>[] = [];
  private readonly most: number;
  private readonly atOnce: number;
  private running = 0;
  // Else a group would be committed as a part of whatever its first item came in with.
  private readonly outside = new AsyncResource('GroupCommit');

  /** @param work answers one result an item, in their order, and does nothing that is not of the transaction */
  constructor(
    private readonly transactions: Transactions,
    private readonly work: (tx: Tx, items: T[]) => Promise<R[]>,
    { most = 100, atOnce = 1 }: GroupCommitOptions = {},
  ) {
    this.most = most;
    this.atOnce = atOnce;
  }

  /** Settles when it has been committed. Where a group fails, each of it is tried alone, so that it fails for its own fault. */
  async add(item: T): Promise<R> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (this.running < this.atOnce) void this.outside.runInAsyncScope(() => this.run());
    });
  }

  private async run(): Promise<void> {
    this.running += 1;
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, this.most));
    this.running -= 1;
  }

  private async commit(group: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.transactions.run((tx) =>
        this.work(
          tx,
          group.map(({ item }) => item),
        ),
      );
      group.forEach(({ done }, index) => done(results[index] as R));
    } catch (error) {
      if (group.length === 1 || isDatabaseAway(error)) group.forEach(({ failed }) => failed(error));
      else for (const one of group) await this.commit([one]);
    }
  }
}
