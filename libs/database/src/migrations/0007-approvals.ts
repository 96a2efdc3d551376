import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mass sends and TLP:RED wait for a second person. */
export class Approvals0007 implements MigrationInterface {
  readonly name = 'Approvals1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // approvals_needed: how many others must agree; 0 where it went out at once. proposal: { why, operatorIds, operators,
  // deliveries, withheld, sample: { subject, text } } as it was when it was proposed; the audience does not change after.
  `ALTER TABLE notifications
     ADD COLUMN state text NOT NULL DEFAULT 'sent' CHECK (state IN ('awaiting_approval', 'sent', 'rejected', 'expired')),
     ADD COLUMN approvals_needed integer NOT NULL DEFAULT 0,
     ADD COLUMN proposal jsonb,
     ADD COLUMN expires_at timestamptz,
     ADD COLUMN decided_at timestamptz`,
  `CREATE INDEX notifications_proposed ON notifications (state, created_at DESC, id DESC) WHERE approvals_needed > 0`,
  `CREATE INDEX notifications_waiting ON notifications (expires_at) WHERE state = 'awaiting_approval'`,
  // One word a person: nobody is two.
  `CREATE TABLE notification_decisions (
    id              uuid PRIMARY KEY,
    notification_id uuid NOT NULL REFERENCES notifications (id),
    user_id         uuid NOT NULL REFERENCES users (id),
    decided_by      jsonb NOT NULL,
    decision        text NOT NULL CHECK (decision IN ('approve', 'reject')),
    via             text NOT NULL CHECK (via IN ('session', 'token', 'command')),
    reason          text,
    created_at      timestamptz NOT NULL,
    UNIQUE (notification_id, user_id)
  )`,
];

const DOWN = [
  `DROP TABLE notification_decisions`,
  `DROP INDEX notifications_proposed, notifications_waiting`,
  `ALTER TABLE notifications DROP COLUMN state, DROP COLUMN approvals_needed, DROP COLUMN proposal, DROP COLUMN expires_at,
     DROP COLUMN decided_at`,
];
