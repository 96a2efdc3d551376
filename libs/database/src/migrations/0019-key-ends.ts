import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of a contact's key beside its armour, so that its end can be told before it comes. */
export class KeyEnds0019 implements MigrationInterface {
  readonly name = 'KeyEnds1700000000019';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // key_algorithm: of the primary key, for people (`RSA 4096`); `unknown`: it could not be read; null with a key there: it has
  // not been read yet, which the worker does. key_expires_at: from then on nothing is encrypted to it; null: it has no end.
  `ALTER TABLE contacts ADD COLUMN key_algorithm text, ADD COLUMN key_expires_at timestamptz`,
  `CREATE INDEX contacts_with_unread_key ON contacts (id) WHERE key_armored IS NOT NULL AND key_algorithm IS NULL`,
];

const DOWN = [
  `DROP INDEX contacts_with_unread_key`,
  `ALTER TABLE contacts DROP COLUMN key_algorithm, DROP COLUMN key_expires_at`,
];
