import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is on duty, and who takes over. */
export class Rota0054 implements MigrationInterface {
  readonly name = 'Rota1700000000054';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // There is one rota, id 1. members: user ids in the order of their turns. first_hand_over: local time in zone at which the first
  // of them begins; turn_days: days of a turn, by that zone's calendar.
  `CREATE TABLE duty_rota (
     id             integer PRIMARY KEY CHECK (id = 1),
     members        uuid[] NOT NULL,
     first_hand_over text NOT NULL,
     zone           text NOT NULL,
     turn_days      integer NOT NULL CHECK (turn_days >= 1),
     version        integer NOT NULL DEFAULT 1,
     updated_at     timestamptz NOT NULL
   )`,
  // Somebody stands in; of two that overlap the later written counts. removed_at: it does not hold any more.
  `CREATE TABLE duty_overrides (
     id         uuid PRIMARY KEY,
     user_id    uuid NOT NULL REFERENCES users (id),
     from_at    timestamptz NOT NULL,
     until_at   timestamptz NOT NULL CHECK (until_at > from_at),
     reason     text NOT NULL,
     made_by    jsonb NOT NULL,
     made_at    timestamptz NOT NULL,
     removed_at timestamptz
   )`,
  `CREATE INDEX duty_overrides_by_time ON duty_overrides (until_at) WHERE removed_at IS NULL`,
  // token_hash: of the address by which a calendar program reads the rota; one a person.
  `CREATE TABLE duty_feeds (
     user_id    uuid PRIMARY KEY REFERENCES users (id),
     token_hash bytea NOT NULL UNIQUE,
     made_at    timestamptz NOT NULL
   )`,
];

const DOWN = [`DROP TABLE duty_feeds`, `DROP TABLE duty_overrides`, `DROP TABLE duty_rota`];
