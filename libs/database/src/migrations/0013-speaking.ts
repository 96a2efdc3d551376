import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may speak for an operator and when, and changes of contacts and keys that wait to be confirmed. */
export class Speaking0013 implements MigrationInterface {
  readonly name = 'Speaking1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Rights of one user never overlap; the service sees to it under a lock of the user. granted_by, ended_by: { kind, id?, name }.
  `CREATE TABLE speaking_rights (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES users (id),
    operator_id  uuid NOT NULL REFERENCES operators (id),
    from_at      timestamptz NOT NULL,
    until_at     timestamptz,
    granted_by   jsonb NOT NULL,
    granted_at   timestamptz NOT NULL DEFAULT dnscert_now(),
    reason       text NOT NULL,
    ended_by     jsonb,
    ended_at     timestamptz,
    ended_reason text,
    CHECK (until_at >= from_at)
  )`,
  `CREATE INDEX speaking_rights_of_user ON speaking_rights (user_id, from_at)`,
  `CREATE INDEX speaking_rights_of_operator ON speaking_rights (operator_id, from_at)`,
  `INSERT INTO speaking_rights (id, user_id, operator_id, from_at, granted_by, reason)
   SELECT gen_random_uuid(), id, operator_id, created_at, '{"kind": "system", "name": "migration"}',
          'The account belonged to this operator before rights were kept.'
     FROM users WHERE operator_id IS NOT NULL`,

  // version: the ETag of edits. A contact that was removed is never told anything more; what was sent to it still names it.
  `ALTER TABLE contacts ADD COLUMN version integer NOT NULL DEFAULT 1, ADD COLUMN removed_at timestamptz`,
  `DROP INDEX contacts_once`,
  `CREATE UNIQUE INDEX contacts_once ON contacts (operator_id, lower(email), role) WHERE removed_at IS NULL`,
  `CREATE INDEX contacts_of_key ON contacts (key_fingerprint) WHERE removed_at IS NULL AND key_fingerprint IS NOT NULL`,

  // contact_id: the one it has, or will have once it is added. was, becomes: the fields that change, and they alone.
  // confirmation: { how, by, at, … }, kept while the operator is frozen; overrides: [{ by, reason, at }].
  `CREATE TABLE contact_changes (
    id           uuid PRIMARY KEY,
    operator_id  uuid NOT NULL REFERENCES operators (id),
    contact_id   uuid NOT NULL,
    what         text NOT NULL CHECK (what IN ('added', 'edited', 'removed', 'key_set', 'key_removed')),
    was          jsonb NOT NULL,
    becomes      jsonb NOT NULL,
    contact      text NOT NULL,
    challenge    text NOT NULL,
    state        text NOT NULL CHECK (state IN ('asked', 'frozen', 'applied', 'refused', 'expired')),
    asked_by     jsonb NOT NULL,
    asker_email  text NOT NULL,
    asked_at     timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    confirmation jsonb,
    overrides    jsonb NOT NULL DEFAULT '[]',
    ended_at     timestamptz,
    ended_why    text,
    lane         text NOT NULL DEFAULT 'normal' CHECK (lane IN ('urgent', 'normal')),
    due_at       timestamptz NOT NULL DEFAULT dnscert_now(),
    lease_until  timestamptz,
    attempt      integer NOT NULL DEFAULT 0,
    strikes      integer NOT NULL DEFAULT 0,
    rung_at      timestamptz
  )`,
  `CREATE INDEX contact_changes_of_operator ON contact_changes (operator_id, asked_at)`,
  `CREATE INDEX contact_changes_newest ON contact_changes (asked_at DESC, id DESC)`,
  `CREATE INDEX contact_changes_open ON contact_changes (due_at) WHERE state IN ('asked', 'frozen')`,
  // hash: SHA-256 of the secret in a letter. A link that has ended opens nothing.
  `CREATE TABLE contact_change_links (
    hash       bytea PRIMARY KEY,
    change_id  uuid NOT NULL REFERENCES contact_changes (id),
    contact_id uuid NOT NULL REFERENCES contacts (id),
    created_at timestamptz NOT NULL DEFAULT dnscert_now(),
    ended_at   timestamptz
  )`,
  `CREATE INDEX contact_change_links_of_change ON contact_change_links (change_id)`,

  // A change is applied while its operator's row is locked FOR UPDATE. What writes affected_operators or reports waits for that
  // by its foreign key; what makes a known incident one that freezes contacts waits by these triggers. So the change is done
  // wholly before such an incident, or sees it, whichever code wrote it.
  `CREATE FUNCTION hold_contact_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_TABLE_NAME = 'incidents' THEN
        PERFORM 1 FROM operators o WHERE o.id IN (SELECT operator_id FROM affected_operators WHERE incident_id = NEW.id
                                      UNION ALL SELECT operator_id FROM reports WHERE incident_id = NEW.id)
          ORDER BY o.id FOR KEY SHARE;
      ELSE
        PERFORM 1 FROM operators o WHERE o.id = NEW.operator_id FOR KEY SHARE;
      END IF;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER incidents_hold_contact_changes AFTER UPDATE OF state, kind ON incidents FOR EACH ROW
     WHEN (OLD.state <> NEW.state OR OLD.kind <> NEW.kind) EXECUTE FUNCTION hold_contact_changes()`,
  `CREATE TRIGGER affected_hold_contact_changes AFTER UPDATE OF state ON affected_operators FOR EACH ROW
     WHEN (OLD.state = 'not_affected' AND NEW.state <> 'not_affected') EXECUTE FUNCTION hold_contact_changes()`,
  `CREATE TRIGGER reports_hold_contact_changes AFTER UPDATE OF incident_id ON reports FOR EACH ROW
     WHEN (NEW.operator_id IS NOT NULL AND OLD.incident_id IS DISTINCT FROM NEW.incident_id) EXECUTE FUNCTION hold_contact_changes()`,
];

const DOWN = [
  `DROP TRIGGER reports_hold_contact_changes ON reports`,
  `DROP TRIGGER affected_hold_contact_changes ON affected_operators`,
  `DROP TRIGGER incidents_hold_contact_changes ON incidents`,
  `DROP FUNCTION hold_contact_changes()`,
  `DROP TABLE contact_change_links`,
  `DROP TABLE contact_changes`,
  `DROP INDEX contacts_of_key`,
  `DROP INDEX contacts_once`,
  // What was sent to them keeps them; without the column, nothing may reach them.
  `UPDATE contacts SET email = id || '@removed.invalid', call_order = 99 WHERE removed_at IS NOT NULL`,
  `CREATE UNIQUE INDEX contacts_once ON contacts (operator_id, lower(email), role)`,
  `ALTER TABLE contacts DROP COLUMN version, DROP COLUMN removed_at`,
  `DROP TABLE speaking_rights`,
];
