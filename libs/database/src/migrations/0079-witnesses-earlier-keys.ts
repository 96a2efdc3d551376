import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys that a witness had before: what it signed with them stays to be checked. */
export class WitnessesEarlierKeys0079 implements MigrationInterface {
  readonly name = 'WitnessesEarlierKeys1700000000079';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Ed25519, 32 bytes each; signatures of these are no longer taken.
  `ALTER TABLE record_witnesses ADD COLUMN earlier_keys bytea[] NOT NULL DEFAULT '{}'`,
];

const DOWN = [`ALTER TABLE record_witnesses DROP COLUMN earlier_keys`];
