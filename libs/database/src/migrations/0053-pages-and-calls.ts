import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is told by another way than mail: pages to our own people, and calls that somebody has to make. */
export class PagesAndCalls0053 implements MigrationInterface {
  readonly name = 'PagesAndCalls1700000000053';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // How one of ours is paged; one row a person. phone: for an SMS gateway; topic: of an ntfy server.
  `CREATE TABLE paging_addresses (
     user_id    uuid PRIMARY KEY REFERENCES users (id),
     phone      text,
     topic      text,
     updated_at timestamptz NOT NULL
   )`,
  // One a person and way. A deadline that is over when it begins is told of before its row is written, in the same transaction. way: webhook, ntfy, sms. user_id null: for all who read where the webhook leads. what: a few words that
  // tell nothing of the matter. taken: the other side said that it has it; failed: given up.
  `CREATE TABLE pages (
     id          uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incidents (id),
     deadline_id uuid REFERENCES deadlines (id) DEFERRABLE INITIALLY DEFERRED,
     user_id     uuid REFERENCES users (id),
     way         text NOT NULL CHECK (way IN ('webhook', 'ntfy', 'sms')),
     what        jsonb NOT NULL,
     state       text NOT NULL CHECK (state IN ('due', 'taken', 'failed', 'quarantined')),
     tries       integer NOT NULL DEFAULT 0,
     response    text,
     created_at  timestamptz NOT NULL,
     ended_at    timestamptz,
     lane        text NOT NULL DEFAULT 'urgent' CHECK (lane IN ('urgent', 'normal')),
     due_at      timestamptz NOT NULL DEFAULT dnscert_now(),
     lease_until timestamptz,
     attempt     integer NOT NULL DEFAULT 0,
     strikes     integer NOT NULL DEFAULT 0,
     rung_at     timestamptz,
     aside_at    timestamptz,
     aside_why   text
   )`,
  `CREATE INDEX pages_due ON pages (due_at) WHERE state = 'due'`,
  `CREATE INDEX pages_of_deadline ON pages (deadline_id)`,
  `CREATE INDEX pages_aside ON pages (aside_at, id) WHERE aside_at IS NOT NULL`,
  // A call that somebody has to make. operator_id: whom to call; about_id: about which operator of the incident. dropped: it is not
  // needed any more.
  `CREATE TABLE calls (
     id          uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incidents (id),
     deadline_id uuid REFERENCES deadlines (id) DEFERRABLE INITIALLY DEFERRED,
     about_id    uuid REFERENCES operators (id),
     operator_id uuid REFERENCES operators (id),
     contact_id  uuid REFERENCES contacts (id),
     party       text NOT NULL CHECK (party IN ('contact', 'backend', 'national_cert')),
     why         text NOT NULL,
     state       text NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
     outcome     text CHECK (outcome IN ('reached', 'no_answer', 'wrong_number')),
     note        text,
     created_at  timestamptz NOT NULL,
     done_by     jsonb,
     done_at     timestamptz,
     CHECK ((state = 'done') = (outcome IS NOT NULL))
   )`,
  `CREATE INDEX calls_open ON calls (created_at, id) WHERE state = 'open'`,
  `CREATE INDEX calls_of_deadline ON calls (deadline_id)`,
];

const DOWN = [`DROP TABLE calls`, `DROP TABLE pages`, `DROP TABLE paging_addresses`];
