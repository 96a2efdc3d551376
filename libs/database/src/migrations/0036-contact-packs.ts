import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The contact pack of each month: what an operator needs to reach us and itself when the network does not serve. */
export class ContactPacks0036 implements MigrationInterface {
  readonly name = 'ContactPacks1700000000036';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // month: 2026-11, in UTC; that there is a row is what keeps it from being sent again. Whom it went to and how stands in the
  // deliveries of its notification, whose body is the part that is the same for all.
  `CREATE TABLE contact_packs (
     month           text PRIMARY KEY CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
     built_at        timestamptz NOT NULL,
     notification_id uuid NOT NULL UNIQUE REFERENCES notifications
   )`,
];

const DOWN = [`DROP TABLE contact_packs`];
