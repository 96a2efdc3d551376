import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Work that failed three times by a fault of ours is put aside. Since when and with what evidence stands in its own row, alike
 * in every table of work, so that a person finds all of it in one list and takes it up again or lets go of it.
 */
export class PutAside0021 implements MigrationInterface {
  readonly name = 'PutAside1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const WITH_REASON = ['announcements', 'letters', 'password_resets'];
const WITHOUT = ['reports', 'deliveries', 'contact_changes'];
const ALL = [...WITH_REASON, ...WITHOUT];
/** discarded: a person looked at it and let go of it. */
const DISCARDED = ['announcements', 'letters'];

const checkState = (table: string, states: string) =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${table}_state_check,
     ADD CONSTRAINT ${table}_state_check CHECK (state IN (${states}))`;

const UP = [
  // aside_at: since when a person has to decide on it; null for all others. aside_why: the evidence of the last time, kept.
  ...WITH_REASON.map((table) => `ALTER TABLE ${table} RENAME COLUMN reason TO aside_why`),
  ...WITHOUT.map((table) => `ALTER TABLE ${table} ADD COLUMN aside_why text`),
  ...ALL.map((table) => `ALTER TABLE ${table} ADD COLUMN aside_at timestamptz`),
  ...ALL.map((table) => `CREATE INDEX ${table}_aside ON ${table} (aside_at, id) WHERE aside_at IS NOT NULL`),
  // What was put aside before: its last try is the nearest time that is known.
  ...WITH_REASON.map((table) => `UPDATE ${table} SET aside_at = due_at WHERE state = 'quarantined'`),
  `UPDATE reports SET aside_at = due_at, aside_why = reasons->'quarantine'->0->>'text' WHERE state = 'quarantined'`,
  `UPDATE deliveries SET aside_at = due_at, aside_why = reason
    WHERE state = 'failed' AND reason LIKE 'It could not be sent: %'`,
  ...DISCARDED.map((table) => checkState(table, `'due', 'prepared', 'quarantined', 'discarded'`)),
];

const DOWN = [
  ...DISCARDED.flatMap((table) => [
    `UPDATE ${table} SET state = 'quarantined' WHERE state = 'discarded'`,
    checkState(table, `'due', 'prepared', 'quarantined'`),
  ]),
  ...ALL.map((table) => `ALTER TABLE ${table} DROP COLUMN aside_at`),
  ...WITHOUT.map((table) => `ALTER TABLE ${table} DROP COLUMN aside_why`),
  ...WITH_REASON.map((table) => `ALTER TABLE ${table} RENAME COLUMN aside_why TO reason`),
];
