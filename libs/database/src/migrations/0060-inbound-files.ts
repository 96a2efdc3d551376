import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that came with a mail, also within what was encrypted, so that a person without our secret key can save them. */
export class InboundFiles0060 implements MigrationInterface {
  readonly name = 'InboundFiles1700000000060';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // n: its place among the files of the mail, from 1. name: cleaned, for people; no path is made of it. type: as its sender claims.
  // bytes, sha256: of content, which is decoded. It goes where its mail goes.
  `CREATE TABLE inbound_files (
    message_id uuid NOT NULL REFERENCES inbound_messages (id) ON DELETE CASCADE,
    n          integer NOT NULL CHECK (n > 0),
    name       text NOT NULL,
    type       text NOT NULL,
    bytes      integer NOT NULL,
    sha256     text NOT NULL,
    content    bytea NOT NULL,
    PRIMARY KEY (message_id, n)
  )`,
];

const DOWN = [`DROP TABLE inbound_files`];
