import { AsyncResource } from 'node:async_hooks';
import { setImmediate as restOfThisTurn } from 'node:timers/promises';
import { isDatabaseAway } from './transactions.ts';

interface Waiting<T, R> {
  item: T;
  done: (result: R) => void;
  failed: (error: unknown) => void;
}

export interface GroupOptions {
  /** Items in one group. Default 100. */
  most?: number;
  /** Groups at one time. Default 1: then they are largest. */
  atOnce?: number;
}

/** ms after which the next group no longer waits for one that hangs: the connection it is on may be dead. */
const PATIENCE = 1_000;

/**
 * Does in one go what many ask for at once: what comes in while a group is at work goes together into the next. Alone, an
 * item waits for nobody. Whatever it came in with, it is worked on outside of any joined transaction.
 */
export class Groups<T, R> {
  private readonly waiting: Waiting<T, R>[] = [];
  private readonly most: number;
  private readonly atOnce: number;
  private running = 0;
  // Else a group would be a part of whatever its first item came in with.
  private readonly outside = new AsyncResource('Groups');

  /** @param work answers one result an item, in their order; items of a group that failed are given to it again */
  constructor(
    private readonly work: (items: T[]) => Promise<R[]>,
    { most = 100, atOnce = 1 }: GroupOptions = {},
  ) {
    this.most = most;
    this.atOnce = atOnce;
  }

  /** A group that fails is halved until each item fails for its own fault alone; while the database is away, all do at once. */
  async add(item: T): Promise<R> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (this.running < this.atOnce) void this.outside.runInAsyncScope(() => this.run());
    });
  }

  private async run(): Promise<void> {
    this.running += 1;
    // Requests that were read from their sockets together have not all got this far yet.
    await restOfThisTurn();
    while (this.waiting.length > 0) await withPatience(this.settle(this.waiting.splice(0, this.most)));
    this.running -= 1;
  }

  private async settle(group: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ item }) => item));
      group.forEach(({ done }, index) => done(results[index] as R));
    } catch (error) {
      if (group.length === 1 || isDatabaseAway(error)) group.forEach(({ failed }) => failed(error));
      else for (const half of halvesOf(group)) await this.settle(half);
    }
  }
}

async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((over) => (timer = setTimeout(over, PATIENCE)));
  await Promise.race([work, enough]);
  clearTimeout(timer);
}

function halvesOf<T>(items: T[]): T[][] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
