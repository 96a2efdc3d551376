import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ids of all parts of a contact's key: what a subkey signed is found by its own id. */
export class KeyIds0061 implements MigrationInterface {
  readonly name = 'KeyIds1700000000061';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // 16 upper-case hex digits each, those of the primary key among them; empty where the key cannot be read by now. Null with a key
  // there: the worker reads it at its next start.
  `ALTER TABLE contacts ADD COLUMN key_ids text[]`,
  `CREATE INDEX contacts_key_ids ON contacts USING gin (key_ids)`,
];

const DOWN = [`ALTER TABLE contacts DROP COLUMN key_ids`];
