import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts that post themselves to a list: by which rule, about which incident, and what became of each. */
export class ListRules0031 implements MigrationInterface {
  readonly name = 'ListRules1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // proposed: waits for another lead than made it; active: posts; ended: posts no more. kinds, tlds, countries: empty means any. tlp: the
  // narrowest label of an incident that it posts of. hold_minutes: in which a person can stop an alert. most_alerts: in
  // window_minutes go out alone, the others together as one.
  `CREATE TABLE list_rules (
    id              uuid PRIMARY KEY,
    list_id         uuid NOT NULL REFERENCES mailing_lists (id),
    name            text NOT NULL,
    state           text NOT NULL CHECK (state IN ('proposed', 'active', 'ended')),
    kinds           text[] NOT NULL,
    tlds            text[] NOT NULL,
    countries       text[] NOT NULL,
    severity        text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
    tlp             text NOT NULL CHECK (tlp IN ('AMBER', 'GREEN', 'CLEAR')),
    hold_minutes    integer NOT NULL CHECK (hold_minutes >= 0),
    most_alerts     integer NOT NULL CHECK (most_alerts >= 1),
    window_minutes  integer NOT NULL CHECK (window_minutes >= 1),
    created_by      jsonb NOT NULL,
    created_at      timestamptz NOT NULL,
    approved_by     jsonb,
    approved_at     timestamptz,
    CHECK ((state = 'active') <= (approved_at IS NOT NULL))
  )`,
  `CREATE INDEX list_rules_of_list ON list_rules (list_id, created_at)`,
  // held: goes out at due_at; gathering: goes out at due_at together with the others of its rule; withheld: by its label, reason
  // says how. notification_id: as what it was posted; of several the same where they went together.
  `CREATE TABLE list_alerts (
    id              uuid PRIMARY KEY,
    list_id         uuid NOT NULL REFERENCES mailing_lists (id),
    rule_id         uuid NOT NULL REFERENCES list_rules (id),
    incident_id     uuid NOT NULL REFERENCES incidents (id),
    state           text NOT NULL CHECK (state IN ('held', 'gathering', 'sent', 'stopped', 'withheld', 'quarantined')),
    reason          text,
    decided_by      jsonb,
    decided_at      timestamptz,
    notification_id uuid REFERENCES notifications (id),
    created_at      timestamptz NOT NULL,
    lane            text NOT NULL DEFAULT 'normal' CHECK (lane IN ('urgent', 'normal')),
    due_at          timestamptz NOT NULL DEFAULT dnscert_now(),
    lease_until     timestamptz,
    attempt         integer NOT NULL DEFAULT 0,
    strikes         integer NOT NULL DEFAULT 0,
    rung_at         timestamptz,
    aside_at        timestamptz,
    aside_why       text,
    UNIQUE (rule_id, incident_id)
  )`,
  `CREATE INDEX list_alerts_due ON list_alerts (due_at) WHERE state IN ('held', 'gathering')`,
  `CREATE INDEX list_alerts_newest ON list_alerts (created_at DESC, id DESC)`,
  `CREATE INDEX list_alerts_aside ON list_alerts (aside_at, id) WHERE aside_at IS NOT NULL`,
];

const DOWN = [`DROP TABLE list_alerts`, `DROP TABLE list_rules`];
