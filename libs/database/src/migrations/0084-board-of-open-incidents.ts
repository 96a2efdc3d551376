import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the duty board asks of every open incident, in the index itself: 10,000 of them lie scattered among 100,000, and to read
 * each took half of the board's time. Without words to look for, none of them is read.
 */
export class BoardOfOpenIncidents0084 implements MigrationInterface {
  readonly name = 'BoardOfOpenIncidents1700000000084';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX incidents_board ON incidents (severity, id)
         INCLUDE (state, exercise, assignee_id, opened_at, kind, tlp, canary)
         WHERE state NOT IN ('closed', 'rejected', 'duplicate')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX incidents_board`);
  }
}
