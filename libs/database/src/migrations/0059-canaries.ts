import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Silence is noticed: workers leave a sign of life, and a made-up report goes all the way every few minutes. */
export class Canaries0059 implements MigrationInterface {
  readonly name = 'Canaries1700000000059';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // True: made by the service to try itself. In no list and in no figure; it is an exercise besides.
  `ALTER TABLE reports ADD COLUMN canary boolean NOT NULL DEFAULT false`,
  `ALTER TABLE incidents ADD COLUMN canary boolean NOT NULL DEFAULT false`,
  // One a flight. out: on its way; home: its report was triaged, its mail handed over and its incident closed in time; lost: not so
  // (why: where it got stuck), which ends once one comes home again. mailed_to: null: no mail was to be sent.
  `CREATE TABLE canaries (
     id         uuid PRIMARY KEY,
     report_id  uuid NOT NULL UNIQUE REFERENCES reports (id),
     state      text NOT NULL CHECK (state IN ('out', 'home', 'lost')),
     mailed_to  text,
     sent_at    timestamptz NOT NULL,
     triaged_at timestamptz,
     mailed_at  timestamptz,
     ended_at   timestamptz,
     why        text
   )`,
  `CREATE INDEX canaries_by_time ON canaries (sent_at DESC)`,
  `CREATE UNIQUE INDEX canaries_one_out ON canaries (state) WHERE state = 'out'`,
  // The last sign of life of any worker.
  `CREATE TABLE worker_signs (
     one      boolean PRIMARY KEY DEFAULT true CHECK (one),
     heard_at timestamptz NOT NULL
   )`,
];

const DOWN = [
  `DROP TABLE worker_signs`,
  `DROP TABLE canaries`,
  `ALTER TABLE incidents DROP COLUMN canary`,
  `ALTER TABLE reports DROP COLUMN canary`,
];
