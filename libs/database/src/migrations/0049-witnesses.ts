import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who else has seen the heads of the log, under a key of their own. */
export class Witnesses0049 implements MigrationInterface {
  readonly name = 'Witnesses1700000000049';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Whose signatures are taken. public_key: Ed25519, 32 bytes.
  `CREATE TABLE record_witnesses (
    name       text PRIMARY KEY,
    public_key bytea NOT NULL,
    added_at   timestamptz NOT NULL DEFAULT dnscert_now()
  )`,
  // size: of a head. No foreign key: looking one up would lock a row that nobody may change. line: as it stands under the head (C2SP tlog-cosignature). witnessed_at: by the clock of the witness.
  `CREATE TABLE record_cosignatures (
    size         bigint NOT NULL,
    witness      text NOT NULL REFERENCES record_witnesses (name),
    line         text NOT NULL,
    witnessed_at timestamptz NOT NULL,
    PRIMARY KEY (size, witness)
  )`,
];

const DOWN = [`DROP TABLE record_cosignatures, record_witnesses`];
