import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways of signing in beside the password: codes of an authenticator app, recovery codes, passkeys, an OIDC provider. */
export class Factors0005 implements MigrationInterface {
  readonly name = 'Factors1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Which key file fits this database; the key itself is never here.
  `CREATE TABLE key_fingerprints (
    name        text PRIMARY KEY,
    fingerprint text NOT NULL,
    since       timestamptz NOT NULL DEFAULT dnscert_now()
  )`,
  // sealed: the secret under the access key. last_step: the newest time step (RFC 6238, 30 s) whose code was accepted; it
  // only ever grows, so that no code is accepted twice. confirmed_at: null until a first code has shown that the app has it.
  `CREATE TABLE totp_secrets (
    user_id      uuid PRIMARY KEY REFERENCES users (id),
    sealed       bytea NOT NULL,
    last_step    bigint NOT NULL DEFAULT -1,
    created_at   timestamptz NOT NULL DEFAULT dnscert_now(),
    confirmed_at timestamptz
  )`,
  // hash: SHA-256 of a code of 80 random bits.
  `CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES users (id),
    hash    bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, hash)
  )`,
  // public_key: COSE. counter: of signatures, by which a copy gives itself away; 0 for ever where the authenticator counts none.
  `CREATE TABLE passkeys (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES users (id),
    credential_id bytea NOT NULL UNIQUE,
    public_key    bytea NOT NULL,
    counter       bigint NOT NULL,
    transports    text[] NOT NULL,
    synced        boolean NOT NULL,
    name          text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT dnscert_now(),
    last_used_at  timestamptz
  )`,
  `CREATE INDEX passkeys_of_user ON passkeys (user_id, created_at)`,
  // hash: SHA-256 of the challenge. user_id: who adds a passkey by it; null where somebody signs in.
  `CREATE TABLE passkey_challenges (
    hash       bytea PRIMARY KEY,
    user_id    uuid REFERENCES users (id),
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX passkey_challenges_end ON passkey_challenges (expires_at)`,
  // Who somebody is at the OIDC provider: issuer and subject alone, never a mail address.
  `CREATE TABLE identities (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES users (id),
    issuer       text NOT NULL,
    subject      text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT dnscert_now(),
    last_used_at timestamptz,
    UNIQUE (issuer, subject)
  )`,
  `CREATE INDEX identities_of_user ON identities (user_id, created_at)`,
  // A round trip to the provider. state and browser: SHA-256 of what goes there, and of what the browser's cookie holds.
  // session_id: whose identity is to be linked; null where somebody signs in.
  `CREATE TABLE oidc_trips (
    state      bytea PRIMARY KEY,
    browser    bytea NOT NULL,
    session_id uuid REFERENCES sessions (id),
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX oidc_trips_end ON oidc_trips (expires_at)`,
];

const DOWN = [
  `DROP TABLE oidc_trips, identities, passkey_challenges, passkeys, recovery_codes, totp_secrets, key_fingerprints`,
];
