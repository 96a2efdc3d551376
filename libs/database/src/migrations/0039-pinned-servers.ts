import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where mail servers were when names last resolved, so that mail goes out while they do not. */
export class PinnedServers0039 implements MigrationInterface {
  readonly name = 'PinnedServers1700000000039';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // exchanges: [{ host, priority }] as its MX records had it at seen_at. Kept for domains that we mail ourselves.
  `CREATE TABLE pinned_exchanges (
    domain    text PRIMARY KEY,
    exchanges jsonb NOT NULL,
    seen_at   timestamptz NOT NULL
  )`,
  // addresses: of the relay or of a server of such a domain.
  `CREATE TABLE pinned_addresses (
    host      text PRIMARY KEY,
    addresses text[] NOT NULL,
    seen_at   timestamptz NOT NULL
  )`,
  // When the address of the try was last seen, where the name did not resolve and it was remembered; null: it did.
  `ALTER TABLE delivery_attempts ADD COLUMN pinned_at timestamptz`,
];

const DOWN = [
  `ALTER TABLE delivery_attempts DROP COLUMN pinned_at`,
  `DROP TABLE pinned_exchanges, pinned_addresses`,
];
