import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A source's word that what it told may be read by more than its label says. Kept for good; a report's own label never changes. */
export class Consents0006 implements MigrationInterface {
  readonly name = 'Consents1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tlp_consents');
  }
}

const LABELS = `('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')`;

const UP = [
  // incident_id: whose the report was then. how: 'source' it said so itself, 'staff' our own people were the source, 'word' somebody
  // of ours writes down what the source said; statement: then, how we know.
  `CREATE TABLE tlp_consents (
    id          uuid PRIMARY KEY,
    report_id   uuid NOT NULL REFERENCES reports (id),
    incident_id uuid REFERENCES incidents (id),
    operator_id uuid REFERENCES operators (id),
    from_label  text NOT NULL CHECK (from_label IN ${LABELS}),
    to_label    text NOT NULL CHECK (to_label IN ${LABELS}),
    how         text NOT NULL CHECK (how IN ('source', 'staff', 'word')),
    statement   text CHECK (how <> 'word' OR statement IS NOT NULL),
    reason      text,
    given_by    jsonb NOT NULL,
    created_at  timestamptz NOT NULL
  )`,
  `CREATE INDEX tlp_consents_of_report ON tlp_consents (report_id)`,
];
