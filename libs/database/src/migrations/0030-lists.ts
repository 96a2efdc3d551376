import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mailing lists: who gets what is posted to many, and under which label at the highest. */
export class Lists0030 implements MigrationInterface {
  readonly name = 'Lists1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // kind: own has subscriptions; outside is somebody else's and gets one mail to address. tlp: the narrowest label it may carry.
  // open: anybody may subscribe, so that it carries CLEAR alone. membership directory: its members follow the contacts of the
  // operators. told_of_pauses_at: when staff was last told that mail of members comes back.
  `CREATE TABLE mailing_lists (
    id                uuid PRIMARY KEY,
    slug              text NOT NULL UNIQUE,
    name              text NOT NULL,
    description       text NOT NULL,
    kind              text NOT NULL CHECK (kind IN ('own', 'outside')),
    address           text,
    tlp               text NOT NULL CHECK (tlp IN ('AMBER', 'GREEN', 'CLEAR')),
    open              boolean NOT NULL,
    encrypted_only    boolean NOT NULL,
    membership        text NOT NULL CHECK (membership IN ('by_hand', 'directory')),
    state             text NOT NULL CHECK (state IN ('active', 'closed')),
    told_of_pauses_at timestamptz,
    created_by        jsonb NOT NULL,
    created_at        timestamptz NOT NULL,
    version           integer NOT NULL DEFAULT 1,
    CHECK ((kind = 'outside') = (address IS NOT NULL)),
    CHECK (NOT open OR tlp = 'CLEAR')
  )`,
  // contact_id: whom of the directory it follows, whose key and wish count. leave_token: of the link by which its reader leaves; it
  // can do nothing else. asked: what somebody gave who has still to confirm; confirm_hash: of the link that does, until
  // confirm_until. since: of the state.
  `CREATE TABLE list_subscriptions (
    id              uuid PRIMARY KEY,
    list_id         uuid NOT NULL REFERENCES mailing_lists (id),
    email           text NOT NULL,
    name            text,
    language        text NOT NULL,
    timezone        text NOT NULL,
    key_armored     text,
    key_fingerprint text,
    key_expires_at  timestamptz,
    contact_id      uuid REFERENCES contacts (id),
    operator_id     uuid REFERENCES operators (id),
    state           text NOT NULL CHECK (state IN ('asked', 'active', 'paused', 'left', 'ended')),
    reason          text,
    since           timestamptz NOT NULL,
    asked           jsonb,
    confirm_hash    bytea UNIQUE,
    confirm_until   timestamptz,
    leave_token     text NOT NULL UNIQUE,
    created_at      timestamptz NOT NULL
  )`,
  `CREATE UNIQUE INDEX list_subscriptions_once ON list_subscriptions (list_id, lower(email))`,
  // Of an alert: the list that it was posted to.
  `ALTER TABLE notifications ADD COLUMN list_id uuid REFERENCES mailing_lists (id)`,
  `CREATE INDEX notifications_of_list ON notifications (list_id, created_at DESC, id DESC) WHERE list_id IS NOT NULL`,
  // Of a mail of an alert: whose it is; null where it goes to an outside list.
  `ALTER TABLE deliveries ADD COLUMN subscription_id uuid REFERENCES list_subscriptions (id)`,
];

const DOWN = [
  `ALTER TABLE deliveries DROP COLUMN subscription_id`,
  `ALTER TABLE notifications DROP COLUMN list_id`,
  `DROP TABLE list_subscriptions`,
  `DROP TABLE mailing_lists`,
];
