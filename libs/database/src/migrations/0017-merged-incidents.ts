import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The page of an incident asks each time what was merged into it. */
export class MergedIncidents0017 implements MigrationInterface {
  readonly name = 'MergedIncidents1700000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX incidents_merged ON incidents (merged_into_id) WHERE merged_into_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX incidents_merged');
  }
}
