import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which order the entries of a backlog get their places, once so many wait that each look at all of them would tell. */
export class RecordBacklog0073 implements MigrationInterface {
  readonly name = 'RecordBacklog1700000000073';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // place: in this order, and no place in the log. Says nothing of what an entry is: that is looked at when its turn comes.
  `CREATE TABLE record_backlog (
    place     bigint PRIMARY KEY,
    stream_id uuid NOT NULL,
    index     integer NOT NULL
  )`,
  // backlog_passed: up to this place of the backlog everything has had its turn.
  `ALTER TABLE record_sealing ADD COLUMN backlog_passed bigint NOT NULL DEFAULT 0`,
];

const DOWN = [`ALTER TABLE record_sealing DROP COLUMN backlog_passed`, `DROP TABLE record_backlog`];
