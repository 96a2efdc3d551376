import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which servers offered TLS, why a mail went in clear, and where mail servers of a domain were before they moved. */
export class TlsAndClearMail0045 implements MigrationInterface {
  readonly name = 'TlsAndClearMail1700000000045';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // seen_at: when TLS last came about by STARTTLS, with a certificate that was good. Such a server is not mailed in clear.
  `CREATE TABLE starttls_servers (
    host    text NOT NULL,
    port    integer NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (host, port)
  )`,
  // Of a mail that went signed and not encrypted: why, as its reader's entry was when it was made. Null of one that was made
  // before this migration.
  `ALTER TABLE deliveries ADD COLUMN clear_reason text
     CHECK (clear_reason IN ('account', 'no_contact', 'wants_clear', 'no_key', 'key_ended'))`,
  // was: what stood there until changed_at, in the form of the column beside; both null: it has not changed since it is known.
  `ALTER TABLE pinned_exchanges ADD COLUMN was jsonb, ADD COLUMN changed_at timestamptz`,
  `ALTER TABLE pinned_addresses ADD COLUMN was text[], ADD COLUMN changed_at timestamptz`,
];

const DOWN = [
  `ALTER TABLE pinned_addresses DROP COLUMN was, DROP COLUMN changed_at`,
  `ALTER TABLE pinned_exchanges DROP COLUMN was, DROP COLUMN changed_at`,
  `ALTER TABLE deliveries DROP COLUMN clear_reason`,
  `DROP TABLE starttls_servers`,
];
