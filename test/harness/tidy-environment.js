// Jest's environment of Node, which fails a test file that leaves something open: a pool, a worker, a server, a timer. Jest
// itself only says at the end of all files that some process would not exit, and says so of slow ones too.
import { setTimeout as pause } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/** ms that connections may take to close after the last test. */
const GRACE = 3_000;

/**
 * Not counted: Node opens and closes pipes of its own (output, the line to jest), seen in files that open nothing at all.
 * A child process that is left running counts as itself.
 */
const OF_NODE = 'PipeWrap';

export default class TidyEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.before = countOpen();
  }

  async teardown() {
    await super.teardown();
    const until = Date.now() + GRACE;
    let left = this.left();
    while (left.length > 0 && Date.now() < until) {
      await pause(50);
      left = this.left();
    }
    if (left.length > 0) throw new Error(`left open after its last test: ${left.join(', ')}`);
  }

  /** What keeps the process alive now and did not before, by Node's names: `TCPSocketWrap`, `Timeout`, … */
  left() {
    return [...countOpen()]
      .map(([name, count]) => [name, count - (this.before.get(name) ?? 0)])
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`);
  }
}

function countOpen() {
  const counts = new Map();
  for (const name of process.getActiveResourcesInfo()) {
    if (name !== OF_NODE) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
