import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the duty board looks up all the time, and what those who listen are told of as it is committed. */
export class BoardAndEvents0016 implements MigrationInterface {
  readonly name = 'BoardAndEvents1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Operators of whom something is outstanding: to be told, or to answer. Holds all that the board adds up for 10,000 incidents.
  `CREATE INDEX affected_waiting ON affected_operators (incident_id) INCLUDE (state, came_at, told_at)
     WHERE left_at IS NULL AND answered_at IS NULL AND state IN ('not_told', 'unknown', 'told', 'no_answer')`,
  `CREATE INDEX incidents_new ON incidents (opened_at DESC, id DESC) WHERE state = 'new'`,
  `CREATE INDEX reports_quarantined ON reports (received_at DESC, id DESC) WHERE state = 'quarantined'`,
  `CREATE INDEX reports_awaiting ON reports (received_at DESC, id DESC)
     WHERE reporter_contact IS NOT NULL AND accepted_at IS NULL AND state <> 'rejected'`,

  // written_in: the transaction that wrote the entry. A snapshot tells which of these were committed, in whatever order; an
  // instant or a sequence would not. 0: written before this migration. Means nothing in another cluster, after a restore from
  // a dump: what is told anew there is told once too often, and nothing is lost.
  `ALTER TABLE timeline_entries ADD COLUMN written_in xid8 NOT NULL DEFAULT '0'`,
  `ALTER TABLE timeline_entries ALTER COLUMN written_in SET DEFAULT pg_current_xact_id()`,
  `CREATE INDEX timeline_written ON timeline_entries (written_in)`,

  // When what an operator sees of an incident last changed, under the id by which it knows that incident, and the transaction
  // that changed it. A merge or a split takes an operator's row elsewhere with the instant of its last change: no news, and
  // none is told.
  `CREATE TABLE case_changes (
    operator_id uuid NOT NULL,
    known_id    uuid NOT NULL,
    changed_at  timestamptz NOT NULL,
    written_in  xid8 NOT NULL,
    PRIMARY KEY (operator_id, known_id)
  )`,
  `INSERT INTO case_changes (operator_id, known_id, changed_at, written_in)
   SELECT operator_id, COALESCE(known_as_id, incident_id), max(updated_at), '0' FROM affected_operators GROUP BY 1, 2`,
  `CREATE INDEX case_changes_written ON case_changes (written_in)`,
  `CREATE FUNCTION keep_case_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO case_changes AS c (operator_id, known_id, changed_at, written_in)
      VALUES (NEW.operator_id, COALESCE(NEW.known_as_id, NEW.incident_id), NEW.updated_at, pg_current_xact_id())
      ON CONFLICT (operator_id, known_id) DO UPDATE SET changed_at = EXCLUDED.changed_at, written_in = EXCLUDED.written_in
        WHERE EXCLUDED.changed_at > c.changed_at;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER affected_operator_changes AFTER INSERT OR UPDATE OF updated_at, known_as_id ON affected_operators
     FOR EACH ROW EXECUTE FUNCTION keep_case_change()`,
];

const DOWN = [
  `DROP TRIGGER affected_operator_changes ON affected_operators`,
  `DROP FUNCTION keep_case_change()`,
  `DROP TABLE case_changes`,
  `DROP INDEX timeline_written`,
  `ALTER TABLE timeline_entries DROP COLUMN written_in`,
  `DROP INDEX reports_awaiting, reports_quarantined, incidents_new, affected_waiting`,
];
