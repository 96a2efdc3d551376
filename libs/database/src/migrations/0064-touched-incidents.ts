import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whatever happens in an incident moves its `updated_at`. While that stood in a tree, each note wrote a new version of the row into all
 * indexes of incidents, that of the words among them; a summary of ranges lets it stay in its page.
 */
export class TouchedIncidents0064 implements MigrationInterface {
  readonly name = 'TouchedIncidents1700000000064';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `DROP INDEX incidents_updated`,
  `CREATE INDEX incidents_updated ON incidents USING brin (updated_at) WITH (pages_per_range = 16, autosummarize = on)`,
  // Room in each page for the next version of a row.
  `ALTER TABLE incidents SET (fillfactor = 80)`,
];

const DOWN = [
  `ALTER TABLE incidents RESET (fillfactor)`,
  `DROP INDEX incidents_updated`,
  `CREATE INDEX incidents_updated ON incidents (updated_at, id)`,
];
