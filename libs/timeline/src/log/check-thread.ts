import { parentPort, workerData } from 'node:worker_threads';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '#libs/database';
import { lookAlong } from './stretch.ts';
import type { Stretch } from './stretch.ts';

/** Whose record, and as of which moment. */
export interface ThreadTask {
  url: string;
  /** An exported snapshot of a transaction that is open. */
  snapshot: string;
}

/** One thread of a check: it looks along each stretch that it is told, on a connection of its own. */
const { url, snapshot } = workerData as ThreadTask;
const opened = open();
// Whoever asks for the first stretch hears of it.
opened.catch(() => undefined);

async function open() {
  const source = await new DataSource(dataSourceOptions({ url, pool: 1 })).initialize();
  const runner = source.createQueryRunner();
  await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await runner.query(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
  return runner.manager;
}

parentPort?.on('message', (stretch: Stretch) => {
  void opened.then((tx) => lookAlong(tx, stretch)).then((looked) => parentPort?.postMessage(looked));
});
