import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Posts to a list that come by mail, to an address of its own. */
export class PostsByMail0040 implements MigrationInterface {
  readonly name = 'PostsByMail1700000000040';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Whose signed mail becomes a proposal. staff: nobody's, staff posts in the console; members: whoever is on it; signed: any
  // contact of the directory.
  `ALTER TABLE mailing_lists ADD COLUMN posting text NOT NULL DEFAULT 'staff' CHECK (posting IN ('staff', 'members', 'signed'))`,
  // list: the address list+SLUG@, whose token is the slug.
  `ALTER TABLE inbound_messages DROP CONSTRAINT inbound_messages_mailbox_check`,
  `ALTER TABLE inbound_messages ADD CONSTRAINT inbound_messages_mailbox_check
     CHECK (mailbox IN ('report', 'reply', 'bounce', 'desk', 'list'))`,
];

const DOWN = [
  `ALTER TABLE inbound_messages DROP CONSTRAINT inbound_messages_mailbox_check`,
  // The bytes of what came to a list stay; it is shown as mail to the desk.
  `UPDATE inbound_messages SET mailbox = 'desk' WHERE mailbox = 'list'`,
  `ALTER TABLE inbound_messages ADD CONSTRAINT inbound_messages_mailbox_check
     CHECK (mailbox IN ('report', 'reply', 'bounce', 'desk'))`,
  `ALTER TABLE mailing_lists DROP COLUMN posting`,
];
