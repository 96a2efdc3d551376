import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever comes on duty is told, and the leads of a time in which nobody will be. */
export class DutyHandOvers0082 implements MigrationInterface {
  readonly name = 'DutyHandOvers1700000000082';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // The last row says who was told last that they are on duty; while it is the same person, nobody is told again. user_id null: nobody
  // is. before_id: who was told before. until_at: as the rota stood then.
  `CREATE TABLE duty_hand_overs (
     id        uuid PRIMARY KEY,
     user_id   uuid REFERENCES users (id),
     before_id uuid REFERENCES users (id),
     until_at  timestamptz,
     told_at   timestamptz NOT NULL
   )`,
  `CREATE INDEX duty_hand_overs_by_time ON duty_hand_overs (told_at DESC, id DESC)`,
  // A time in which nobody is on duty, of which the leads were told. until_at null: no end was in sight. over_at: it is not in sight any
  // more, for it has passed or somebody was found.
  `CREATE TABLE duty_gaps (
     id       uuid PRIMARY KEY,
     from_at  timestamptz NOT NULL,
     until_at timestamptz,
     told_at  timestamptz NOT NULL,
     over_at  timestamptz
   )`,
  `CREATE UNIQUE INDEX duty_gaps_in_sight ON duty_gaps (from_at) WHERE over_at IS NULL`,
  // A page is about an incident, a standstill, or a hand-over.
  `ALTER TABLE pages ADD COLUMN hand_over_id uuid REFERENCES duty_hand_overs (id), DROP CONSTRAINT pages_about`,
  `ALTER TABLE pages ADD CONSTRAINT pages_about CHECK (num_nonnulls(incident_id, standstill_id, hand_over_id) = 1)`,
];

const DOWN = [
  `DELETE FROM pages WHERE hand_over_id IS NOT NULL`,
  `ALTER TABLE pages DROP CONSTRAINT pages_about, DROP COLUMN hand_over_id`,
  `ALTER TABLE pages ADD CONSTRAINT pages_about CHECK (num_nonnulls(incident_id, standstill_id) = 1)`,
  `DROP TABLE duty_gaps`,
  `DROP TABLE duty_hand_overs`,
];
