import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A list of few incidents does not read all there ever were: by their words, and by what is rare among them. */
export class IncidentSearch0058 implements MigrationInterface {
  readonly name = 'IncidentSearch1700000000058';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** What a list is narrowed to, newest first. */
const FILTERS = [
  ['state', ''],
  ['kind', ''],
  ['tlp', ''],
  ['assignee_id', 'WHERE assignee_id IS NOT NULL'],
] as const;

const UP = [
  // pg_trgm comes with PostgreSQL; an owner of the database may take it in. Where it was left out of a server, or another must take
  // it in, searching works all the same, and slowly.
  `DO $$
    BEGIN
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE INDEX incidents_words ON incidents USING gin (title gin_trgm_ops, summary gin_trgm_ops, number gin_trgm_ops);
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
      RAISE WARNING 'without the extension pg_trgm a search in incidents is slow: %', SQLERRM;
    END $$`,
  ...FILTERS.map(
    ([column, where]) =>
      `CREATE INDEX incidents_by_${column} ON incidents (${column}, opened_at DESC, id DESC) ${where}`,
  ),
];

// The extension stays: something else in the database may use it by now.
const DOWN = [
  ...FILTERS.map(([column]) => `DROP INDEX incidents_by_${column}`),
  `DROP INDEX IF EXISTS incidents_words`,
];
