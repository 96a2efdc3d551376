import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that people added to incidents. The bytes lie in the store under their SHA-256; several rows may share them. */
export class Attachments0010 implements MigrationInterface {
  readonly name = 'Attachments1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    // operator_id set: that operator added it, and sees it. name: cleaned, for people alone; no path is made of it.
    await runner.query(`CREATE TABLE attachments (
      id          uuid PRIMARY KEY,
      incident_id uuid NOT NULL REFERENCES incidents (id),
      author_id   uuid NOT NULL REFERENCES users (id),
      operator_id uuid REFERENCES operators (id),
      name        text NOT NULL,
      bytes       integer NOT NULL CHECK (bytes >= 0),
      sha256      bytea NOT NULL CHECK (octet_length(sha256) = 32),
      created_at  timestamptz NOT NULL
    )`);
    await runner.query(
      'CREATE INDEX attachments_of_incident ON attachments (incident_id, operator_id, created_at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachments');
  }
}
