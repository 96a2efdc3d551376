import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Over which connection a try went, and whether TLS protected it. */
export class MailLines0038 implements MigrationInterface {
  readonly name = 'MailLines1700000000038';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // host: the name that was looked for; null: there was no connection to speak of, as with captured mail.
  // address: where it was reached; null: it was not.
  // tls: protocol, with a certificate that was good for host; null: in clear, or not at all.
  // tls_reason: why in clear, or why the mail was kept back, for a person.
  `ALTER TABLE delivery_attempts ADD COLUMN host text, ADD COLUMN address text, ADD COLUMN tls text, ADD COLUMN tls_reason text`,
];

const DOWN = [
  `ALTER TABLE delivery_attempts DROP COLUMN host, DROP COLUMN address, DROP COLUMN tls, DROP COLUMN tls_reason`,
];
