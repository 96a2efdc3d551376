import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an incident is closed, each operator that it touched is mailed its own slice of the record. */
export class SlicesAtClosure0071 implements MigrationInterface {
  readonly name = 'SlicesAtClosure1700000000071';

  async up(runner: QueryRunner): Promise<void> {
    // The closure that is to be told, by its instant: an incident that is closed again has another. Null: it is about a report.
    await runner.query('ALTER TABLE announcements ADD COLUMN closed_at timestamptz');
    await runner.query(
      'CREATE UNIQUE INDEX announcements_one_a_closure ON announcements (incident_id, closed_at) WHERE closed_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM announcements WHERE closed_at IS NOT NULL');
    await runner.query('DROP INDEX announcements_one_a_closure');
    await runner.query('ALTER TABLE announcements DROP COLUMN closed_at');
  }
}
