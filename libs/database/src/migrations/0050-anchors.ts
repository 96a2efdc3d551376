import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Heads of the log that leave the house each day, so that nobody here can take them back. */
export class Anchors0050 implements MigrationInterface {
  readonly name = 'Anchors1700000000050';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // day: in UTC. note: the head as it left. timestamp_token: what a timestamp server answered (RFC 3161, DER); null without one.
  `CREATE TABLE record_anchors (
    day             date PRIMARY KEY,
    size            bigint NOT NULL,
    note            text NOT NULL,
    anchored_at     timestamptz NOT NULL,
    timestamp_token bytea
  )`,
];

const DOWN = [`DROP TABLE record_anchors`];
