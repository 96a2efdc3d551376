import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Our own people are paged when work is not done any more, and when it is done again. */
export class Standstills0066 implements MigrationInterface {
  readonly name = 'Standstills1700000000066';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // A time in which work was not done, one at a time: the row decides which process tells of it. reasons: as they were when it was
  // told, in sentences. told_at null: not told yet, for it may pass by itself, or nobody can be paged. told: who was, by name.
  `CREATE TABLE standstills (
     id       uuid PRIMARY KEY,
     began_at timestamptz NOT NULL,
     reasons  text[] NOT NULL,
     told_at  timestamptz,
     told     text[] NOT NULL DEFAULT '{}',
     ended_at timestamptz
   )`,
  `CREATE UNIQUE INDEX standstills_one_open ON standstills ((true)) WHERE ended_at IS NULL`,
  `CREATE INDEX standstills_by_time ON standstills (began_at DESC)`,
  // A page is about an incident, or about a standstill.
  `ALTER TABLE pages ALTER COLUMN incident_id DROP NOT NULL, ADD COLUMN standstill_id uuid REFERENCES standstills (id)`,
  `ALTER TABLE pages ADD CONSTRAINT pages_about CHECK (num_nonnulls(incident_id, standstill_id) = 1)`,
  `CREATE INDEX pages_of_standstills ON pages (due_at) WHERE state = 'due' AND standstill_id IS NOT NULL`,
];

const DOWN = [
  `DELETE FROM pages WHERE standstill_id IS NOT NULL`,
  `DROP INDEX pages_of_standstills`,
  `ALTER TABLE pages DROP CONSTRAINT pages_about`,
  `ALTER TABLE pages DROP COLUMN standstill_id, ALTER COLUMN incident_id SET NOT NULL`,
  `DROP TABLE standstills`,
];
