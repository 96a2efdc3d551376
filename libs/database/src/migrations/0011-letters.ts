import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail to one person about their account or their wish, and about no incident. */
export class Letters0011 implements MigrationInterface {
  readonly name = 'Letters1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    // variables may hold a link that is a secret: they are emptied when the mail has been prepared.
    await runner.query(`CREATE TABLE letters (
      id          uuid PRIMARY KEY,
      state       text NOT NULL CHECK (state IN ('due', 'prepared', 'quarantined')),
      template    text NOT NULL,
      tlp         text NOT NULL CHECK (tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
      recipient   jsonb NOT NULL,
      variables   jsonb NOT NULL,
      reason      text,
      created_at  timestamptz NOT NULL DEFAULT dnscert_now(),
      lane        text NOT NULL DEFAULT 'normal' CHECK (lane IN ('urgent', 'normal')),
      due_at      timestamptz NOT NULL DEFAULT dnscert_now(),
      lease_until timestamptz,
      attempt     integer NOT NULL DEFAULT 0,
      strikes     integer NOT NULL DEFAULT 0,
      rung_at     timestamptz
    )`);
    await runner.query(`CREATE INDEX letters_due ON letters (due_at) WHERE state = 'due'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE letters');
  }
}
