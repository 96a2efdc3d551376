import { Groups } from './groups.ts';
import type { GroupOptions } from './groups.ts';
import type { Transactions, Tx } from './transactions.ts';

/**
 * Does many small things in few transactions: what comes in while one is being committed goes together into the next. Not
 * for what runs inside of {@link Transactions.runJoined}: a group is nobody's own transaction.
 */
export class GroupCommit<T, R> {
  private readonly groups: Groups<T, R>;

  /** @param work answers one result an item, in their order, and does nothing that is not of the transaction */
  constructor(
    transactions: Transactions,
    work: (tx: Tx, items: T[]) => Promise<R[]>,
    options: GroupOptions = {},
  ) {
    this.groups = new Groups((items) => transactions.run((tx) => work(tx, items)), options);
  }

  /** Settles when it has been committed; fails for its own fault alone, as {@link Groups.add} does. */
  async add(item: T): Promise<R> {
    return this.groups.add(item);
  }
}
