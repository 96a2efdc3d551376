import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that is fetched from a mailbox by IMAP: each is taken once. */
export class FetchedMail0027 implements MigrationInterface {
  readonly name = 'FetchedMail1700000000027';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // source: user, server and folder. uid: unique while the validity of the folder is the same (RFC 9051 section 2.3.1.1).
  `CREATE TABLE imap_messages (
    source       text NOT NULL,
    uid_validity bigint NOT NULL,
    uid          bigint NOT NULL,
    taken_at     timestamptz NOT NULL DEFAULT dnscert_now(),
    PRIMARY KEY (source, uid_validity, uid)
  )`,
  // The same bytes from the same folder under another number are the same mail.
  `CREATE INDEX inbound_messages_bytes ON inbound_messages (sha256)`,
];

const DOWN = [`DROP INDEX inbound_messages_bytes`, `DROP TABLE imap_messages`];
