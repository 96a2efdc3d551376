import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For a flood of reports: what looks for duplicates by TLD and resource must not read through the unsorted list that a GIN
 * index otherwise keeps of its newest rows, in a flood those of the last minutes.
 */
export class Flood0002 implements MigrationInterface {
  readonly name = 'Flood1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await runner.query(`ALTER INDEX ${index} SET (fastupdate = off)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await runner.query(`ALTER INDEX ${index} RESET (fastupdate)`);
  }
}

const INDEXES = ['incidents_tlds', 'incidents_resources'];
