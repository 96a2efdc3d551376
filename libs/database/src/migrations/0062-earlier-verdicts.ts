import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was said of a mail before it was read again stays beside what is said of it now. */
export class EarlierVerdicts0062 implements MigrationInterface {
  readonly name = 'EarlierVerdicts1700000000062';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // earlier: the oldest first: readAt, verdicts, outcome, outcomeWhy as they stood, and why it was read again after.
  // again_why: why it is to be read again now: key_came: of a contact; own_key_back: an earlier one of ours. Null: it is not, or a
  // person wanted it.
  `ALTER TABLE inbound_messages
     ADD COLUMN earlier jsonb NOT NULL DEFAULT '[]',
     ADD COLUMN again_why text CHECK (again_why IN ('key_came', 'own_key_back'))`,
];

const DOWN = [`ALTER TABLE inbound_messages DROP COLUMN earlier, DROP COLUMN again_why`];
