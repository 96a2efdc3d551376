import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an outage was learned of, which is not when it was noted; and with whom an embargo was agreed. */
export class TwoClocksOfOutages0076 implements MigrationInterface {
  readonly name = 'TwoClocksOfOutages1700000000076';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // When we learned of it. Of those noted before this was asked, the instant at which they were noted.
  `ALTER TABLE service_outages ADD COLUMN learned_at timestamptz`,
  `UPDATE service_outages SET learned_at = noted_at`,
  `ALTER TABLE service_outages ALTER COLUMN learned_at SET NOT NULL`,
  // Those who agreed to it, in words; empty: nobody said.
  `ALTER TABLE incident_embargoes ADD COLUMN agreed_with text NOT NULL DEFAULT ''`,
];

const DOWN = [
  `ALTER TABLE incident_embargoes DROP COLUMN agreed_with`,
  `ALTER TABLE service_outages DROP COLUMN learned_at`,
];
