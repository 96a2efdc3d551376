import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend } from 'bullmq';
import type pg from 'pg';

/** ms */
const LOOK_AGAIN_AFTER = 250;

type Factory = typeof createPostgresBackend;

/**
 * BullMQ's PostgreSQL backend, which lives through a database that is away when it is made. BullMQ looks at the database
 * once, at first use, and keeps the outcome for ever: one refused connection (a crash at the wrong moment, a machine too
 * busy to connect in time) and that queue hears no bell, or that worker takes no job, until the process ends. So the first
 * look is repeated until it succeeds.
 */
export function patientPostgres(pool: pg.Pool): Factory {
  return (...given) => {
    const backend = createPostgresBackend(...given);
    const { connection } = backend as unknown as { connection: { bootstrap(): Promise<void> } };
    const look = connection.bootstrap.bind(connection);
    connection.bootstrap = async () => {
      for (;;) {
        try {
          await look();
          return;
        } catch (error) {
          if (pool.ending) throw error;
          await sleep(LOOK_AGAIN_AFTER);
        }
      }
    };
    return backend;
  };
}
