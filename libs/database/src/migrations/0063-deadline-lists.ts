import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due next, and what was, by its instant: a page of it does not read all the deadlines that there ever were. */
export class DeadlineLists0063 implements MigrationInterface {
  readonly name = 'DeadlineLists1700000000063';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE INDEX deadlines_by_state ON deadlines (state, deadline_at, id)`,
  // For the kinds of which there are few.
  `CREATE INDEX deadlines_by_kind ON deadlines (kind, deadline_at, id)`,
];

const DOWN = [`DROP INDEX deadlines_by_kind`, `DROP INDEX deadlines_by_state`];
