/**
 * The one store that must be backed up.
 *
 * connection      options of the pool, and `migrate`, one process at a time
 * transactions    `run(tx => …)` with bells after the commit; what counts as "the database is away"
 * groups          what many ask for at once, done in one go
 * group-commit    many small things in few transactions
 * insert-rows     many rows with one statement
 * clock           the database's time, the only one that decides
 * watch           does the database answer? always known, and told at once
 * embedded/       a PostgreSQL of our own in DATA_DIR, for `npm start` and tests
 * migrations/     hand-written, in order, never changed once landed
 */
export { Clock } from './clock.ts';
export { dataSourceOptions, migrate } from './connection.ts';
export type { ConnectionSettings } from './connection.ts';
export { DatabaseModule } from './database.module.ts';
export {
  EmbeddedPostgresFault,
  joinOrStartEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded/index.ts';
export type { EmbeddedPostgres } from './embedded/index.ts';
export { GroupCommit } from './group-commit.ts';
export { insertRows } from './insert-rows.ts';
export { Groups } from './groups.ts';
export { afterCommit, databaseErrorCode, isDatabaseAway, Transactions } from './transactions.ts';
export type { Tx } from './transactions.ts';
export { DatabaseWatch } from './watch.ts';
