import type { DataSourceOptions, EntitySchema, MixedList } from 'typeorm';
import { DataSource } from 'typeorm';
import { SnakeCaseNaming } from './naming.ts';
import { MIGRATIONS } from './migrations/index.ts';

export interface ConnectionSettings {
  url: string;
  /** Most connections of this process for its own work. */
  pool: number;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- the type that TypeORM asks for
  entities?: MixedList<Function | string | EntitySchema>;
}

/** ms; a missing database must turn into a 503 within 2 s. */
const CONNECT_LIMIT = 1_500;
/** ms; nothing the service asks takes longer, save imports, which raise it for themselves. */
const STATEMENT_LIMIT = 30_000;

export function dataSourceOptions(settings: ConnectionSettings): DataSourceOptions {
  return {
    type: 'postgres',
    url: settings.url,
    applicationName: 'dns-cert',
    entities: settings.entities ?? [],
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    namingStrategy: new SnakeCaseNaming(),
    poolSize: settings.pool,
    extra: {
      connectionTimeoutMillis: CONNECT_LIMIT,
      statement_timeout: STATEMENT_LIMIT,
      idle_in_transaction_session_timeout: STATEMENT_LIMIT,
      keepAlive: true,
    },
  };
}

/** 'DNSC': one process at a time migrates; the others wait for it. */
const MIGRATION_LOCK = 0x444e5343;

/** Brings the schema up to this build, one process at a time, then lets `alsoUnderLock` do the like for the queues. */
export async function migrate(
  settings: ConnectionSettings,
  alsoUnderLock: (source: DataSource) => Promise<void> = () => Promise.resolve(),
): Promise<{ applied: string[] }> {
  const source = await new DataSource(dataSourceOptions({ ...settings, pool: 3 })).initialize();
  const keeper = source.createQueryRunner();
  try {
    // The lock belongs to the session, so it needs a connection of its own for as long as it is held.
    await keeper.query('SET statement_timeout = 0');
    await keeper.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await source.runMigrations();
    await alsoUnderLock(source);
    return { applied: applied.map((migration) => migration.name) };
  } finally {
    await keeper.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await keeper.release();
    await source.destroy();
  }
}
