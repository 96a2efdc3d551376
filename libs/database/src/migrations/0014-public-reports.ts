import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports of people without an account, kept until their address is proven; and what tells such a report from others. */
export class PublicReports0014 implements MigrationInterface {
  readonly name = 'PublicReports1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Becomes a report of the same id and number when the address is proven; content, reporter, received and network leave then,
  // or 30 days after expires_at. sha256 stays: of the bytes as they came in. secret_hash: of the link in the letter.
  // key_digest, request: of the Idempotency-Key with its network, and of the request that it came with.
  `CREATE TABLE public_reports (
    id          uuid PRIMARY KEY,
    number      text NOT NULL UNIQUE,
    content     jsonb,
    reporter    jsonb,
    received    bytea,
    network     text,
    sha256      text NOT NULL,
    secret_hash bytea NOT NULL UNIQUE,
    key_digest  bytea,
    request     bytea,
    received_at timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    proven_at   timestamptz,
    erased_at   timestamptz
  )`,
  `CREATE INDEX public_reports_unproven ON public_reports (received_at DESC, id DESC) WHERE proven_at IS NULL AND erased_at IS NULL`,
  `CREATE INDEX public_reports_of_key ON public_reports (key_digest) WHERE key_digest IS NOT NULL`,
  // reporter_contact: { email, name, organisation } of a source without an account, whose address is proven and whose person is
  // not known. accepted_at: a responder took it for true; until then it tells nobody and raises nothing by itself.
  `ALTER TABLE reports ALTER COLUMN reporter_id DROP NOT NULL, ADD COLUMN reporter_contact jsonb, ADD COLUMN accepted_at timestamptz,
     ADD CONSTRAINT reports_one_source CHECK (num_nonnulls(reporter_id, reporter_contact) = 1)`,
  `CREATE INDEX reports_of_public_to_triage ON reports (due_at) WHERE state = 'received' AND reporter_contact IS NOT NULL`,
  `CREATE INDEX reports_by_form ON reports (received_at DESC, id DESC) WHERE channel = 'form'`,
  // False: opened by a public report, and nobody we know has judged it since.
  `ALTER TABLE incidents ADD COLUMN confirmed boolean NOT NULL DEFAULT true`,
];

const DOWN = [
  `ALTER TABLE incidents DROP COLUMN confirmed`,
  `DROP INDEX reports_by_form`,
  `DROP INDEX reports_of_public_to_triage`,
  `ALTER TABLE reports DROP CONSTRAINT reports_one_source, DROP COLUMN accepted_at, DROP COLUMN reporter_contact, ALTER COLUMN reporter_id SET NOT NULL`,
  `DROP TABLE public_reports`,
];
