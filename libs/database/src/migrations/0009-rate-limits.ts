import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each subject has taken in its present minute, for all processes together. Unlogged: it is written often, and after
 * a crash of the server a count that begins anew does no harm.
 */
export class RateLimits0009 implements MigrationInterface {
  readonly name = 'RateLimits1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    // used: what was asked for, which may be more than was given.
    await runner.query(`CREATE UNLOGGED TABLE rate_limits (
      subject   text PRIMARY KEY,
      window_at timestamptz NOT NULL,
      used      integer NOT NULL
    ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_limits');
  }
}
