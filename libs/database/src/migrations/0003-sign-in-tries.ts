import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tries at passwords, counted for all processes together. `subject` holds no address of mail, only its digest. */
export class SignInTries0003 implements MigrationInterface {
  readonly name = 'SignInTries1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE sign_in_tries (
      subject text PRIMARY KEY,
      tries   integer NOT NULL,
      ends_at timestamptz NOT NULL
    )`);
    await runner.query('CREATE INDEX sign_in_tries_end ON sign_in_tries (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_tries');
  }
}
