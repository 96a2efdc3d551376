import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due, and the facts that people give for it. */
export class Deadlines0052 implements MigrationInterface {
  readonly name = 'Deadlines1700000000052';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const WORK = `lane text NOT NULL DEFAULT 'urgent' CHECK (lane IN ('urgent', 'normal')),
     due_at       timestamptz NOT NULL DEFAULT dnscert_now(),
     lease_until  timestamptz,
     attempt      integer NOT NULL DEFAULT 0,
     strikes      integer NOT NULL DEFAULT 0,
     rung_at      timestamptz,
     aside_at     timestamptz,
     aside_why    text`;

const UP = [
  // One a duty of an incident: subject says whom or what of it (operator's id; TLD, service and outage; empty). deadline_at: the
  // instant itself; due_at, of the work: when something is to be done of it next. rungs: the steps of its ladder with their planned
  // instants; climbed: how many have been; noted_deadline_at: the instant of which the record says that it has come. quiet_until:
  // somebody sees to it. The words are those of the last reckoning.
  `CREATE TABLE deadlines (
     id                uuid PRIMARY KEY,
     incident_id       uuid NOT NULL REFERENCES incidents (id),
     operator_id       uuid REFERENCES operators (id),
     kind              text NOT NULL,
     subject           text NOT NULL,
     state             text NOT NULL CHECK (state IN ('running', 'paused', 'overdue', 'met', 'met_late', 'ended')),
     exercise          boolean NOT NULL,
     severity          text NOT NULL,
     started_at        timestamptz NOT NULL,
     stopped_at        timestamptz,
     paused_since      timestamptz,
     deadline_at       timestamptz NOT NULL,
     words             jsonb NOT NULL,
     rungs             jsonb NOT NULL,
     climbed           integer NOT NULL DEFAULT 0,
     climbed_at        timestamptz,
     noted_deadline_at timestamptz,
     quiet_until       timestamptz,
     acknowledged_by   jsonb,
     acknowledged_at   timestamptz,
     nobody_told_at    timestamptz,
     created_at        timestamptz NOT NULL,
     updated_at        timestamptz NOT NULL,
     ${WORK},
     UNIQUE (incident_id, kind, subject)
   )`,
  `CREATE INDEX deadlines_due ON deadlines (due_at) WHERE state IN ('running', 'overdue')`,
  `CREATE INDEX deadlines_open ON deadlines (deadline_at, id) WHERE state IN ('running', 'paused', 'overdue')`,
  `CREATE INDEX deadlines_aside ON deadlines (aside_at, id) WHERE aside_at IS NOT NULL`,
  `CREATE INDEX deadlines_unheard ON deadlines (nobody_told_at) WHERE nobody_told_at IS NOT NULL`,
  // Each step that was climbed, once. outcome: told, called, left_out, nobody, exercise. told: who, in words.
  `CREATE TABLE deadline_steps (
     deadline_id uuid NOT NULL REFERENCES deadlines (id),
     index       integer NOT NULL,
     step        text NOT NULL,
     outcome     text NOT NULL,
     told        jsonb NOT NULL,
     planned_at  timestamptz NOT NULL,
     climbed_at  timestamptz NOT NULL,
     PRIMARY KEY (deadline_id, index)
   )`,
  // An incident whose deadlines are to be worked out anew: id is the incident's. asked: how often that was wanted; whoever works
  // it out looks at the end whether it was wanted again meanwhile.
  `CREATE TABLE deadline_reckonings (
     id    uuid PRIMARY KEY REFERENCES incidents (id),
     state text NOT NULL CHECK (state IN ('due', 'done', 'quarantined')),
     asked bigint NOT NULL DEFAULT 1,
     ${WORK}
   )`,
  `CREATE INDEX deadline_reckonings_due ON deadline_reckonings (due_at) WHERE state = 'due'`,
  `CREATE INDEX deadline_reckonings_aside ON deadline_reckonings (aside_at, id) WHERE aside_at IS NOT NULL`,
  // Nothing changes an incident without an entry in its record, so nothing that starts or stops a deadline is missed: what writes
  // the entry asks, in the same transaction. Our own entries ask for nothing.
  `CREATE FUNCTION deadline_reckoning_asked() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO deadline_reckonings AS r (id, state)
     SELECT DISTINCT stream_id, 'due' FROM added
      WHERE stream = 'incident' AND type NOT LIKE 'deadline.%' ORDER BY 1
     ON CONFLICT (id) DO UPDATE SET state = 'due', asked = r.asked + 1, due_at = dnscert_now(), strikes = 0, rung_at = NULL,
            aside_at = NULL, lease_until = CASE WHEN r.state = 'due' THEN r.lease_until END
      WHERE r.state <> 'due' OR r.lease_until IS NOT NULL;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER timeline_asks_for_deadlines AFTER INSERT ON timeline_entries
     REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION deadline_reckoning_asked()`,
  `INSERT INTO deadline_reckonings (id, state)
     SELECT id, 'due' FROM incidents WHERE state IN ('new', 'triaging', 'coordinating', 'monitoring')`,
  // Since when who was aware, as a person decided. Never changed: a correction is another row, and the last one counts.
  `CREATE TABLE incident_awareness (
     id           uuid PRIMARY KEY,
     incident_id  uuid NOT NULL REFERENCES incidents (id),
     operator_id  uuid REFERENCES operators (id),
     aware_at     timestamptz NOT NULL,
     reason       text NOT NULL,
     unlawful     text NOT NULL CHECK (unlawful IN ('yes', 'no', 'unknown')),
     cross_border text NOT NULL CHECK (cross_border IN ('yes', 'no', 'unknown')),
     decided_by   jsonb NOT NULL,
     decided_at   timestamptz NOT NULL
   )`,
  `CREATE INDEX incident_awareness_of ON incident_awareness (incident_id, decided_at)`,
  // What was filed with an authority; of one kind the last one counts.
  `CREATE TABLE incident_filings (
     id          uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incidents (id),
     operator_id uuid REFERENCES operators (id),
     kind        text NOT NULL,
     filed_at    timestamptz NOT NULL,
     reference   text NOT NULL,
     noted_by    jsonb NOT NULL,
     noted_at    timestamptz NOT NULL
   )`,
  `CREATE INDEX incident_filings_of ON incident_filings (incident_id, noted_at)`,
  // A service of a TLD that was not there. until_at null: it goes on. maintenance: announced before, does not count. corrects: the
  // row that this one stands for now; first_id: the first of such a chain.
  `CREATE TABLE service_outages (
     id          uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incidents (id),
     first_id    uuid NOT NULL,
     corrects    uuid UNIQUE REFERENCES service_outages (id),
     tld         text NOT NULL,
     service     text NOT NULL CHECK (service IN ('dns', 'dnssec', 'epp', 'rdds')),
     from_at     timestamptz NOT NULL,
     until_at    timestamptz CHECK (until_at > from_at),
     maintenance boolean NOT NULL,
     reason      text NOT NULL,
     noted_by    jsonb NOT NULL,
     noted_at    timestamptz NOT NULL
   )`,
  `CREATE INDEX service_outages_of ON service_outages (incident_id, noted_at)`,
  `CREATE INDEX service_outages_of_service ON service_outages (tld, service)`,
  // until_at null: lifted. The last row of an incident counts. twice: the local hour is there twice, the later one is meant.
  `CREATE TABLE incident_embargoes (
     id          uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incidents (id),
     until_at    timestamptz,
     zone        text NOT NULL,
     twice       boolean NOT NULL,
     reason      text NOT NULL,
     set_by      jsonb NOT NULL,
     set_at      timestamptz NOT NULL
   )`,
  `CREATE INDEX incident_embargoes_of ON incident_embargoes (incident_id, set_at)`,
];

const DOWN = [
  `DROP TRIGGER timeline_asks_for_deadlines ON timeline_entries`,
  `DROP FUNCTION deadline_reckoning_asked`,
  `DROP TABLE incident_embargoes, service_outages, incident_filings, incident_awareness, deadline_reckonings, deadline_steps, deadlines`,
];
