import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who used which access to what, for leads to search; and what a person needs to recognise a session as their own. */
export class Audit0004 implements MigrationInterface {
  readonly name = 'Audit1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // actor: { kind, id?, name }. network: as access counts it, an IPv4 address or an IPv6 /64. data holds no secret.
  `CREATE TABLE audit_entries (
    id           uuid PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT dnscert_now(),
    type         text NOT NULL,
    actor        jsonb NOT NULL,
    network      text,
    subject_kind text,
    subject_id   text,
    operator_id  uuid REFERENCES operators (id),
    data         jsonb NOT NULL DEFAULT '{}'
  )`,
  `CREATE INDEX audit_entries_newest ON audit_entries (at DESC, id DESC)`,
  `CREATE INDEX audit_entries_of_type ON audit_entries (type, at DESC)`,
  `CREATE INDEX audit_entries_of_actor ON audit_entries ((actor ->> 'id'), at DESC)`,
  `CREATE INDEX audit_entries_of_subject ON audit_entries (subject_id, at DESC)`,
  `CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entries
     FOR EACH ROW EXECUTE FUNCTION timeline_is_append_only()`,
  `CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entries
     FOR EACH STATEMENT EXECUTE FUNCTION timeline_is_append_only()`,
  `REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries FROM PUBLIC, CURRENT_USER`,
  // method: how the person proved who they are.
  `ALTER TABLE sessions ADD COLUMN method text NOT NULL DEFAULT 'password', ADD COLUMN network text, ADD COLUMN agent text,
     ADD COLUMN last_seen_at timestamptz`,
  `CREATE INDEX sessions_of_user ON sessions (user_id, created_at DESC)`,
];

const DOWN = [
  `DROP INDEX sessions_of_user`,
  `ALTER TABLE sessions DROP COLUMN method, DROP COLUMN network, DROP COLUMN agent, DROP COLUMN last_seen_at`,
  `DROP TABLE audit_entries`,
];
