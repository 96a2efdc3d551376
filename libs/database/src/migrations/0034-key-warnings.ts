import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told that the key we have for them ends soon. */
export class KeyWarnings0034 implements MigrationInterface {
  readonly name = 'KeyWarnings1700000000034';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // One row a warning, so that each is given once. days: before the end, 60, 30 or 7. A key that is made to last longer has another
  // ends_at, and is warned of anew. warned_at: when the letter was written; how it fared is its delivery's to tell.
  `CREATE TABLE contact_key_warnings (
     contact_id  uuid NOT NULL REFERENCES contacts,
     fingerprint text NOT NULL,
     ends_at     timestamptz NOT NULL,
     days        integer NOT NULL,
     warned_at   timestamptz NOT NULL DEFAULT dnscert_now(),
     PRIMARY KEY (contact_id, fingerprint, ends_at, days)
   )`,
  `CREATE INDEX contacts_with_ending_key ON contacts (key_expires_at) WHERE key_expires_at IS NOT NULL AND removed_at IS NULL`,
];

const DOWN = [`DROP INDEX contacts_with_ending_key`, `DROP TABLE contact_key_warnings`];
