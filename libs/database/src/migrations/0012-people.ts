import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations, lost passwords, people who leave; and a version of a user's row, so that no edit overwrites another. */
export class People0012 implements MigrationInterface {
  readonly name = 'People1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE users ADD COLUMN version integer NOT NULL DEFAULT 1, ADD COLUMN deactivation_reason text`,
  `CREATE INDEX users_of_operator ON users (operator_id) WHERE operator_id IS NOT NULL`,
  `CREATE INDEX api_tokens_of_user ON api_tokens (user_id)`,

  // hash: SHA-256 of the secret in the link, which stands in one mail and nowhere else. invited_by is null for the command
  // line. user_id: the account that came of it.
  `CREATE TABLE invitations (
    id          uuid PRIMARY KEY,
    email       text NOT NULL,
    name        text,
    role        text NOT NULL CHECK (role IN ('operator', 'responder', 'lead', 'observer')),
    operator_id uuid REFERENCES operators (id),
    invited_by  uuid REFERENCES users (id),
    hash        bytea NOT NULL UNIQUE,
    created_at  timestamptz NOT NULL DEFAULT dnscert_now(),
    expires_at  timestamptz NOT NULL,
    accepted_at timestamptz,
    user_id     uuid REFERENCES users (id),
    revoked_at  timestamptz,
    CHECK ((role = 'operator') = (operator_id IS NOT NULL))
  )`,
  `CREATE INDEX invitations_of_inviter ON invitations (invited_by)`,
  `CREATE UNIQUE INDEX invitations_one_each ON invitations (lower(email)) WHERE accepted_at IS NULL AND revoked_at IS NULL`,

  // Whoever asks for a new password is written down here alike, with an account or without; a worker finds out. email and
  // address are emptied when it has. state: asked → open (a link was mailed) → used, or ended. Kept two days.
  `CREATE TABLE password_resets (
    id          uuid PRIMARY KEY,
    state       text NOT NULL CHECK (state IN ('asked', 'open', 'used', 'ended', 'quarantined')),
    email       text,
    address     text,
    user_id     uuid REFERENCES users (id),
    hash        bytea UNIQUE,
    expires_at  timestamptz,
    reason      text,
    created_at  timestamptz NOT NULL DEFAULT dnscert_now(),
    lane        text NOT NULL DEFAULT 'normal' CHECK (lane IN ('urgent', 'normal')),
    due_at      timestamptz NOT NULL DEFAULT dnscert_now(),
    lease_until timestamptz,
    attempt     integer NOT NULL DEFAULT 0,
    strikes     integer NOT NULL DEFAULT 0,
    rung_at     timestamptz
  )`,
  `CREATE INDEX password_resets_due ON password_resets (due_at) WHERE state = 'asked'`,
  `CREATE INDEX password_resets_of_user ON password_resets (user_id) WHERE user_id IS NOT NULL`,
  `CREATE INDEX password_resets_age ON password_resets (created_at)`,
];

const DOWN = [
  `DROP TABLE password_resets, invitations`,
  `DROP INDEX api_tokens_of_user, users_of_operator`,
  `ALTER TABLE users DROP COLUMN version, DROP COLUMN deactivation_reason`,
];
