import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An incident as each of its operators knows it. What another source's report changes of the incident (its label, severity,
 * age, what it was merged with) must not show in what an operator sees, so what it sees stands in its own row.
 */
export class OperatorCases0015 implements MigrationInterface {
  readonly name = 'OperatorCases1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // known_as_id: the incident under whose id and number the operator knows this one, after a merge or split; null: its own.
  // known_since: when it became the operator's to see. came_at, left_at: when it came into and left this very incident.
  `ALTER TABLE affected_operators
     ADD COLUMN kind text,
     ADD COLUMN severity text CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
     ADD COLUMN tlp text CHECK (tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
     ADD COLUMN occurred_at timestamptz,
     ADD COLUMN known_as_id uuid REFERENCES incidents (id),
     ADD COLUMN known_since timestamptz,
     ADD COLUMN came_at timestamptz,
     ADD COLUMN left_at timestamptz,
     ADD COLUMN updated_at timestamptz`,
  `UPDATE affected_operators a SET kind = i.kind, severity = i.severity, tlp = i.tlp, occurred_at = i.occurred_at,
          known_since = i.opened_at, came_at = i.opened_at, updated_at = i.updated_at
     FROM incidents i WHERE i.id = a.incident_id`,
  `ALTER TABLE affected_operators
     ALTER COLUMN kind SET NOT NULL, ALTER COLUMN severity SET NOT NULL, ALTER COLUMN tlp SET NOT NULL,
     ALTER COLUMN known_since SET NOT NULL, ALTER COLUMN came_at SET NOT NULL, ALTER COLUMN updated_at SET NOT NULL`,
  `CREATE INDEX affected_known_as ON affected_operators (operator_id, (COALESCE(known_as_id, incident_id)))`,
  `CREATE INDEX affected_newest ON affected_operators (operator_id, known_since DESC)`,
];

const DOWN = [
  `DROP INDEX affected_newest`,
  `DROP INDEX affected_known_as`,
  `ALTER TABLE affected_operators DROP COLUMN kind, DROP COLUMN severity, DROP COLUMN tlp, DROP COLUMN occurred_at,
     DROP COLUMN known_as_id, DROP COLUMN known_since, DROP COLUMN came_at, DROP COLUMN left_at, DROP COLUMN updated_at`,
];
