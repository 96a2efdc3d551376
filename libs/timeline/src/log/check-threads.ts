import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ThreadTask } from './check-thread.ts';
import type { Looked, Stretch } from './stretch.ts';

/** Each holds a connection, some 100 MiB and as much of a processor as it gets. */
const MOST_THREADS = 4;
/** MiB for what does not outlive a page: with Node's few, a third of the time goes into carrying it on. */
const YOUNG = 64;

/** The built file also where the sources run, for Node runs no TypeScript. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts')
    ? new URL('check-thread.js', import.meta.url).href.replace(/\/libs\/(?!.*\/libs\/)/, '/dist/libs/')
    : new URL('check-thread.js', import.meta.url),
);

/** Looks along all stretches, several at one time, each thread at the next that is left. @returns what was looked at, by stretch */
export async function lookInThreads(task: ThreadTask, stretches: readonly Stretch[]): Promise<Looked[]> {
  const left = [...stretches.entries()];
  const looked: Looked[] = [];
  const count = Math.min(MOST_THREADS, availableParallelism(), left.length);
  const workers = Array.from({ length: count }, () => start(task));
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const [place, stretch] = next;
          worker.postMessage(stretch);
          looked[place] = await answerOf(worker);
        }
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return looked;
}

const start = (workerData: ThreadTask): Worker =>
  new Worker(THREAD, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });

/** @throws what ended the thread */
async function answerOf(worker: Worker): Promise<Looked> {
  const [looked] = (await once(worker, 'message')) as [Looked];
  return looked;
}
