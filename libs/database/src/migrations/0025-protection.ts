import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the bytes of a mail were made. */
export class Protection0025 implements MigrationInterface {
  readonly name = 'Protection1700000000025';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // signed: in clear; encrypted: to the key of encrypted_to alone; minimal: says that something waits, for the key is of no use.
  // Null until the bytes are made.
  `ALTER TABLE deliveries ADD COLUMN protection text CHECK (protection IN ('signed', 'encrypted', 'minimal'))`,
  // Until now all was signed and in clear.
  `UPDATE deliveries SET protection = 'signed' WHERE raw_sha256 IS NOT NULL`,
];

const DOWN = [`ALTER TABLE deliveries DROP COLUMN protection`];
