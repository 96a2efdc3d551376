import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that came in: its bytes before anything else, what was read in it, and what became of it. */
export class InboundMail0026 implements MigrationInterface {
  readonly name = 'InboundMail1700000000026';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // raw, sha256: the bytes as they came, and their digest in hex. mailbox: which address of ours took it; token: behind its +.
  // envelope_from: empty for the null sender. reading: the text, header fields and files, as shown; null until it is read.
  // verdicts: encrypted, signed, signer, sender. outcome: what became of it, outcome_why in words; null until it is read.
  // spent_signature: digest of the signature by which it changed something, so that the same changes nothing again.
  // signer_key: id of a key that signed and that no contact had, to look again when one has it.
  // tlp: what its sender wrote or what its incident goes under, whichever is narrower; null until it is read.
  `CREATE TABLE inbound_messages (
    id               uuid PRIMARY KEY,
    state            text NOT NULL CHECK (state IN ('received', 'read', 'quarantined', 'discarded')),
    mailbox          text NOT NULL CHECK (mailbox IN ('report', 'reply', 'bounce', 'desk')),
    token            text,
    envelope_from    text NOT NULL,
    envelope_to      text NOT NULL,
    client           text,
    raw              bytea NOT NULL,
    bytes            integer NOT NULL,
    sha256           text NOT NULL,
    received_at      timestamptz NOT NULL,
    read_at          timestamptz,
    verdicts         jsonb,
    reading          jsonb,
    outcome          text,
    outcome_why      text,
    spent_signature  text UNIQUE,
    signer_key       text,
    tlp              text CHECK (tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
    report_id        uuid REFERENCES reports (id),
    public_report_id uuid REFERENCES public_reports (id),
    incident_id      uuid REFERENCES incidents (id),
    operator_id      uuid REFERENCES operators (id),
    delivery_id      uuid REFERENCES deliveries (id),
    lane             text NOT NULL DEFAULT 'normal',
    due_at           timestamptz NOT NULL DEFAULT dnscert_now(),
    lease_until      timestamptz,
    attempt          integer NOT NULL DEFAULT 0,
    strikes          integer NOT NULL DEFAULT 0,
    rung_at          timestamptz,
    aside_at         timestamptz,
    aside_why        text
  )`,
  `CREATE INDEX inbound_messages_newest ON inbound_messages (received_at DESC, id DESC)`,
  `CREATE INDEX inbound_messages_of_incident ON inbound_messages (incident_id, received_at DESC) WHERE incident_id IS NOT NULL`,
  `CREATE INDEX inbound_messages_due ON inbound_messages (due_at) WHERE state = 'received'`,
  `CREATE INDEX inbound_messages_aside ON inbound_messages (aside_at, id) WHERE aside_at IS NOT NULL`,
  `CREATE INDEX inbound_messages_unknown_key ON inbound_messages (signer_key) WHERE signer_key IS NOT NULL`,
  // channel: by which way it came.
  `ALTER TABLE public_reports ADD COLUMN channel text NOT NULL DEFAULT 'form' CHECK (channel IN ('form', 'mail'))`,
  // One automatic answer a sender and hour (RFC 3834). address: lower case.
  `CREATE TABLE automatic_answers (
    address     text PRIMARY KEY,
    answered_at timestamptz NOT NULL
  )`,
];

const DOWN = [
  `ALTER TABLE public_reports DROP COLUMN channel`,
  `DROP TABLE automatic_answers`,
  `DROP TABLE inbound_messages`,
];
