import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reachability drills: who was asked to press a button, and who did. */
export class Drills0035 implements MigrationInterface {
  readonly name = 'Drills1700000000035';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // asked_by: who wants it; approved_by: the second person, where it goes to so many that it takes one. started_at, answer_by: null
  // until it goes out. answer_within: h from then on. It stands in no incident and moves no clock of one.
  `CREATE TABLE drills (
     id            uuid PRIMARY KEY,
     note          text NOT NULL,
     answer_within integer NOT NULL CHECK (answer_within > 0),
     asked_by      jsonb NOT NULL,
     asked_at      timestamptz NOT NULL,
     approved_by   jsonb,
     started_at    timestamptz,
     answer_by     timestamptz,
     CHECK ((started_at IS NULL) = (answer_by IS NULL))
   )`,
  `CREATE INDEX drills_by_time ON drills (asked_at DESC, id DESC)`,
  // Every operator of the directory as it was, with or without somebody to mail. region: by its country then.
  `CREATE TABLE drill_operators (
     drill_id    uuid NOT NULL REFERENCES drills,
     operator_id uuid NOT NULL REFERENCES operators,
     region      text NOT NULL,
     PRIMARY KEY (drill_id, operator_id)
   )`,
  // One mail each. token_hash: of the link that answers.
  `CREATE TABLE drill_calls (
     id          uuid PRIMARY KEY,
     drill_id    uuid NOT NULL REFERENCES drills,
     operator_id uuid NOT NULL REFERENCES operators,
     contact_id  uuid NOT NULL REFERENCES contacts,
     delivery_id uuid NOT NULL UNIQUE REFERENCES deliveries,
     token_hash  bytea NOT NULL UNIQUE,
     answered_at timestamptz,
     FOREIGN KEY (drill_id, operator_id) REFERENCES drill_operators
   )`,
  `CREATE INDEX drill_calls_by_operator ON drill_calls (drill_id, operator_id)`,
];

const DOWN = [`DROP TABLE drill_calls`, `DROP TABLE drill_operators`, `DROP TABLE drills`];
