import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The spine: directory, root zone, people, reports, incidents, notifications, record.
 *
 * Rows that are work to be done carry the same columns: `lane`, `due_at`, `lease_until`, `attempt`, `strikes`, `rung_at`. The
 * row is the truth and a queue job only a bell (`libs/queue`), so a lost job loses nothing.
 */
export class Spine0001 implements MigrationInterface {
  readonly name = 'Spine1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/**
 * Claimed by the database's clock: a worker whose own clock is an hour off does no harm. `attempt` only grows and fences a
 * late worker off; `strikes` counts claims since the last result and finds poison.
 */
const WORK_COLUMNS = `
  lane        text        NOT NULL DEFAULT 'normal' CHECK (lane IN ('urgent', 'normal')),
  due_at      timestamptz NOT NULL DEFAULT dnscert_now(),
  lease_until timestamptz,
  attempt     integer     NOT NULL DEFAULT 0,
  strikes     integer     NOT NULL DEFAULT 0,
  rung_at     timestamptz`;

const UP = [
  // The one clock of the service. Tests replace this function in their own database to let time jump.
  `CREATE FUNCTION dnscert_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT clock_timestamp()'`,

  `CREATE TABLE operators (
    id         uuid PRIMARY KEY,
    slug       text NOT NULL UNIQUE,
    name       text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('tld_manager', 'backend', 'secondary', 'national_cert', 'other')),
    country    text,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT dnscert_now(),
    updated_at timestamptz NOT NULL DEFAULT dnscert_now()
  )`,
  `CREATE TABLE tlds (
    label       text PRIMARY KEY CHECK (label ~ '^[a-z0-9-]+$'),
    unicode     text NOT NULL,
    kind        text CHECK (kind IN ('country-code', 'generic', 'generic-restricted', 'sponsored', 'infrastructure', 'test')),
    operator_id uuid REFERENCES operators (id),
    updated_at  timestamptz NOT NULL DEFAULT dnscert_now()
  )`,
  `CREATE INDEX tlds_of_operator ON tlds (operator_id)`,
  // call_order: who is told first; the next is tried on a bounce or in silence.
  `CREATE TABLE contacts (
    id                  uuid PRIMARY KEY,
    operator_id         uuid NOT NULL REFERENCES operators (id),
    email               text NOT NULL,
    name                text,
    role                text NOT NULL CHECK (role IN ('security', 'noc', 'admin', 'tech', 'management')),
    call_order          integer NOT NULL DEFAULT 1,
    language            text NOT NULL DEFAULT 'en',
    timezone            text NOT NULL DEFAULT 'UTC',
    phone               text,
    encryption          text NOT NULL DEFAULT 'if_key' CHECK (encryption IN ('required', 'if_key', 'never')),
    key_armored         text,
    key_fingerprint     text,
    undeliverable_since timestamptz,
    undeliverable_why   text,
    updated_at          timestamptz NOT NULL DEFAULT dnscert_now()
  )`,
  `CREATE UNIQUE INDEX contacts_once ON contacts (operator_id, lower(email), role)`,

  `CREATE TABLE root_zones (
    serial       bigint PRIMARY KEY,
    source       text NOT NULL,
    sha256       text NOT NULL,
    tld_count    integer NOT NULL,
    ns_count     integer NOT NULL,
    ds_count     integer NOT NULL,
    signed_count integer NOT NULL,
    root_servers text[] NOT NULL,
    imported_at  timestamptz NOT NULL DEFAULT dnscert_now()
  )`,
  // ds: [{ keyTag, algorithm, digestType, digest }]
  `CREATE TABLE root_zone_delegations (
    serial      bigint NOT NULL REFERENCES root_zones (serial),
    label       text NOT NULL,
    nameservers text[] NOT NULL,
    ds          jsonb NOT NULL,
    PRIMARY KEY (serial, label)
  )`,
  `CREATE TABLE root_zone_glue (
    serial    bigint NOT NULL REFERENCES root_zones (serial),
    host      text NOT NULL,
    addresses text[] NOT NULL,
    PRIMARY KEY (serial, host)
  )`,
  // What the server said last, so that the next fetch can be conditional.
  `CREATE TABLE root_zone_fetches (
    url           text PRIMARY KEY,
    etag          text,
    last_modified text,
    serial        bigint,
    fetched_at    timestamptz NOT NULL DEFAULT dnscert_now()
  )`,

  `CREATE TABLE users (
    id             uuid PRIMARY KEY,
    email          text NOT NULL,
    name           text NOT NULL,
    role           text NOT NULL CHECK (role IN ('operator', 'responder', 'lead', 'observer')),
    operator_id    uuid REFERENCES operators (id),
    password_hash  text,
    created_at     timestamptz NOT NULL DEFAULT dnscert_now(),
    deactivated_at timestamptz,
    CHECK (role = 'operator' OR operator_id IS NULL)
  )`,
  `CREATE UNIQUE INDEX users_email ON users (lower(email))`,
  // hash: SHA-256 of the token, which itself is 256 random bits and shown once.
  `CREATE TABLE api_tokens (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES users (id),
    name         text NOT NULL,
    prefix       text NOT NULL,
    hash         bytea NOT NULL UNIQUE,
    scopes       text[] NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT dnscert_now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
  )`,
  `CREATE TABLE sessions (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users (id),
    hash       bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT dnscert_now(),
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
  )`,
  `CREATE TABLE first_lead_links (
    hash       bytea PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT dnscert_now(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
  )`,
  // answer is null while the first request still runs. Kept 48 h.
  `CREATE TABLE idempotency_keys (
    user_id    uuid NOT NULL REFERENCES users (id),
    key        text NOT NULL,
    request    bytea NOT NULL,
    status     integer,
    answer     jsonb,
    created_at timestamptz NOT NULL DEFAULT dnscert_now(),
    PRIMARY KEY (user_id, key)
  )`,
  `CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)`,

  `CREATE SEQUENCE incident_number`,
  `CREATE SEQUENCE report_number`,
  `CREATE TABLE incidents (
    id              uuid PRIMARY KEY,
    number          text NOT NULL UNIQUE,
    state           text NOT NULL CHECK (state IN ('new', 'triaging', 'coordinating', 'monitoring', 'closed', 'rejected', 'duplicate')),
    title           text NOT NULL,
    summary         text NOT NULL DEFAULT '',
    kind            text NOT NULL,
    severity        text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
    tlp             text NOT NULL CHECK (tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
    exercise        boolean NOT NULL DEFAULT false,
    reasons         jsonb NOT NULL DEFAULT '{}',
    resources       jsonb NOT NULL DEFAULT '[]',
    tlds            text[] NOT NULL DEFAULT '{}',
    assignee_id     uuid REFERENCES users (id),
    merged_into_id  uuid REFERENCES incidents (id),
    occurred_at     timestamptz,
    opened_at       timestamptz NOT NULL,
    last_report_at  timestamptz NOT NULL,
    first_closed_at timestamptz,
    closed_at       timestamptz,
    version         integer NOT NULL DEFAULT 1,
    updated_at      timestamptz NOT NULL
  )`,
  `CREATE INDEX incidents_newest ON incidents (opened_at DESC, id DESC)`,
  `CREATE INDEX incidents_updated ON incidents (updated_at, id)`,
  `CREATE INDEX incidents_tlds ON incidents USING gin (tlds)`,
  `CREATE INDEX incidents_resources ON incidents USING gin (resources jsonb_path_ops)`,
  `CREATE INDEX incidents_open ON incidents (last_report_at DESC) WHERE state NOT IN ('closed', 'rejected', 'duplicate')`,
  // received: the bytes as they came in; sha256 is their digest and stands in the receipt.
  `CREATE TABLE reports (
    id               uuid PRIMARY KEY,
    number           text NOT NULL UNIQUE,
    state            text NOT NULL CHECK (state IN ('received', 'triaged', 'joined', 'rejected', 'quarantined')),
    channel          text NOT NULL CHECK (channel IN ('api', 'form', 'mail')),
    reporter_id      uuid NOT NULL REFERENCES users (id),
    operator_id      uuid REFERENCES operators (id),
    summary          text NOT NULL,
    description      text NOT NULL,
    claimed_kind     text,
    claimed_severity text,
    kind             text,
    severity         text,
    tlp              text NOT NULL CHECK (tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
    occurred_at      timestamptz,
    detected_at      timestamptz,
    ongoing          boolean,
    exercise         boolean NOT NULL,
    resources        jsonb NOT NULL,
    refs             text[] NOT NULL,
    nis2             jsonb,
    received         bytea NOT NULL,
    sha256           text NOT NULL,
    received_at      timestamptz NOT NULL,
    incident_id      uuid REFERENCES incidents (id),
    triaged_at       timestamptz,
    reasons          jsonb,
    ${WORK_COLUMNS}
  )`,
  `CREATE INDEX reports_newest ON reports (received_at DESC, id DESC)`,
  `CREATE INDEX reports_of_operator ON reports (operator_id, received_at DESC)`,
  `CREATE INDEX reports_of_incident ON reports (incident_id)`,
  `CREATE INDEX reports_to_triage ON reports (due_at) WHERE state = 'received'`,
  // tlds: [{ label, class, servers, ipv4, ipv6 }]
  `CREATE TABLE affected_operators (
    incident_id      uuid NOT NULL REFERENCES incidents (id),
    operator_id      uuid NOT NULL REFERENCES operators (id),
    state            text NOT NULL CHECK (state IN ('suspected', 'not_told', 'told', 'seen', 'investigating', 'affected',
                       'not_affected', 'mitigating', 'recovered', 'unknown', 'no_answer')),
    service_state    text NOT NULL DEFAULT 'unknown' CHECK (service_state IN ('unknown', 'up', 'degraded', 'down', 'restored')),
    tlds             jsonb NOT NULL DEFAULT '[]',
    reasons          jsonb NOT NULL DEFAULT '[]',
    told_at          timestamptz,
    answered_at      timestamptz,
    version          integer NOT NULL DEFAULT 1,
    state_changed_at timestamptz NOT NULL,
    PRIMARY KEY (incident_id, operator_id)
  )`,
  `CREATE INDEX affected_of_operator ON affected_operators (operator_id, incident_id)`,
  `CREATE TABLE notes (
    id          uuid PRIMARY KEY,
    incident_id uuid NOT NULL REFERENCES incidents (id),
    author_id   uuid NOT NULL REFERENCES users (id),
    operator_id uuid REFERENCES operators (id),
    body        text NOT NULL,
    created_at  timestamptz NOT NULL
  )`,
  `CREATE INDEX notes_of_incident ON notes (incident_id, created_at)`,

  // What triage or a person asks to be told to the outside, before audiences and contacts are worked out. operator_ids narrows
  // it to operators that were added later; null means all.
  `CREATE TABLE announcements (
    id           uuid PRIMARY KEY,
    state        text NOT NULL CHECK (state IN ('due', 'prepared', 'quarantined')),
    report_id    uuid REFERENCES reports (id),
    incident_id  uuid REFERENCES incidents (id),
    receipt      boolean NOT NULL,
    notice       boolean NOT NULL,
    operator_ids uuid[],
    reason       text,
    created_at   timestamptz NOT NULL,
    ${WORK_COLUMNS}
  )`,
  `CREATE INDEX announcements_due ON announcements (due_at) WHERE state = 'due'`,

  `CREATE TABLE notifications (
    id          uuid PRIMARY KEY,
    incident_id uuid REFERENCES incidents (id),
    report_id   uuid REFERENCES reports (id),
    template    text NOT NULL,
    tlp         text NOT NULL CHECK (tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
    audience    jsonb NOT NULL,
    subject     text,
    body        text,
    sent_by     jsonb NOT NULL,
    created_at  timestamptz NOT NULL
  )`,
  `CREATE INDEX notifications_of_incident ON notifications (incident_id, created_at)`,
  // mail_token: stands in the return path and the reply address. token_hash: of the link that acknowledges.
  // raw: the signed bytes, made once and re-sent as they are. recipient: { email, name, language, timezone } as it was then.
  `CREATE TABLE deliveries (
    id               uuid PRIMARY KEY,
    notification_id  uuid NOT NULL REFERENCES notifications (id),
    incident_id      uuid REFERENCES incidents (id),
    operator_id      uuid REFERENCES operators (id),
    contact_id       uuid REFERENCES contacts (id),
    user_id          uuid REFERENCES users (id),
    recipient        jsonb NOT NULL,
    variables        jsonb NOT NULL,
    state            text NOT NULL CHECK (state IN ('queued', 'sending', 'handed_over', 'delayed', 'bounced', 'failed', 'acknowledged', 'withheld')),
    reason           text,
    response         text,
    message_id       text NOT NULL UNIQUE,
    token_hash       bytea UNIQUE,
    mail_token       text NOT NULL UNIQUE,
    raw              bytea,
    raw_sha256       text,
    encrypted_to     text,
    first_tried_at   timestamptz,
    handed_over_at   timestamptz,
    acknowledged_at  timestamptz,
    escalated_at     timestamptz,
    instead_of_id    uuid REFERENCES deliveries (id),
    created_at       timestamptz NOT NULL,
    ${WORK_COLUMNS}
  )`,
  `CREATE INDEX deliveries_of_notification ON deliveries (notification_id)`,
  `CREATE INDEX deliveries_of_incident ON deliveries (incident_id)`,
  `CREATE INDEX deliveries_to_send ON deliveries (due_at) WHERE state IN ('queued', 'sending', 'delayed')`,
  `CREATE TABLE delivery_attempts (
    delivery_id uuid NOT NULL REFERENCES deliveries (id),
    attempt     integer NOT NULL,
    outcome     text NOT NULL CHECK (outcome IN ('sent', 'soft_fail', 'hard_fail')),
    stage       text NOT NULL,
    response    text NOT NULL,
    ended_at    timestamptz NOT NULL,
    PRIMARY KEY (delivery_id, attempt)
  )`,
  `CREATE TABLE acknowledgements (
    id          uuid PRIMARY KEY,
    delivery_id uuid NOT NULL REFERENCES deliveries (id),
    operator_id uuid REFERENCES operators (id),
    via         text NOT NULL CHECK (via IN ('link', 'api', 'console', 'mail')),
    given_by    jsonb NOT NULL,
    answer      text NOT NULL,
    comment     text,
    created_at  timestamptz NOT NULL
  )`,
  `CREATE INDEX acknowledgements_of_delivery ON acknowledgements (delivery_id)`,
  // The public half of our key, so that a web process can publish it without holding the secret one.
  `CREATE TABLE published_keys (
    fingerprint  text PRIMARY KEY,
    armored      text NOT NULL,
    published_at timestamptz NOT NULL DEFAULT dnscert_now()
  )`,

  // One head a stream: taking it is what makes the sequence gapless, and it notices a cut tail.
  `CREATE TABLE timeline_heads (
    stream_id   uuid PRIMARY KEY,
    next_index  integer NOT NULL,
    last_hash   bytea
  )`,
  `CREATE TABLE timeline_entries (
    stream_id   uuid NOT NULL,
    index       integer NOT NULL,
    stream      text NOT NULL CHECK (stream IN ('incident', 'report')),
    at          timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor       jsonb NOT NULL,
    type        text NOT NULL,
    data        jsonb NOT NULL,
    salt        bytea NOT NULL,
    prev_hash   bytea,
    leaf_hash   bytea NOT NULL,
    PRIMARY KEY (stream_id, index)
  )`,
  `CREATE FUNCTION timeline_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END $$`,
  `CREATE TRIGGER timeline_append_only BEFORE UPDATE OR DELETE ON timeline_entries
     FOR EACH ROW EXECUTE FUNCTION timeline_is_append_only()`,
  `CREATE TRIGGER timeline_no_truncate BEFORE TRUNCATE ON timeline_entries
     FOR EACH STATEMENT EXECUTE FUNCTION timeline_is_append_only()`,
  // An owner may take rights from itself; only a superuser passes this, and then the hashes tell.
  `REVOKE UPDATE, DELETE, TRUNCATE ON timeline_entries FROM PUBLIC, CURRENT_USER`,
];

const DOWN = [
  `DROP TABLE timeline_entries, timeline_heads, published_keys, acknowledgements, delivery_attempts, deliveries, notifications,
     announcements, notes, affected_operators, reports, incidents, idempotency_keys, first_lead_links, sessions, api_tokens, users,
     root_zone_fetches, root_zone_glue, root_zone_delegations, root_zones, contacts, tlds, operators`,
  `DROP SEQUENCE incident_number, report_number`,
  `DROP FUNCTION timeline_is_append_only()`,
  `DROP FUNCTION dnscert_now()`,
];
