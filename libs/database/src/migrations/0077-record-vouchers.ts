import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an earlier key of the record's log says of the one that follows it, so that whoever trusts the one may trust the other. */
export class RecordVouchers0077 implements MigrationInterface {
  readonly name = 'RecordVouchers1700000000077';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // public_key: the one that is vouched for. voucher: the one that does, and signed note. Both stand in record_keys; no foreign key, for looking one up would lock a row that nobody may change. size: of the log then.
  `CREATE TABLE record_vouchers (
    public_key bytea NOT NULL,
    voucher    bytea NOT NULL,
    size       bigint NOT NULL,
    note       text NOT NULL,
    signed_at  timestamptz NOT NULL DEFAULT dnscert_now(),
    PRIMARY KEY (public_key, voucher)
  )`,
  `CREATE TRIGGER record_vouchers_append_only BEFORE UPDATE OR DELETE ON record_vouchers
     FOR EACH ROW EXECUTE FUNCTION timeline_is_append_only()`,
  `CREATE TRIGGER record_vouchers_no_truncate BEFORE TRUNCATE ON record_vouchers
     FOR EACH STATEMENT EXECUTE FUNCTION timeline_is_append_only()`,
  `REVOKE UPDATE, DELETE, TRUNCATE ON record_vouchers FROM PUBLIC, CURRENT_USER`,
];

const DOWN = [`DROP TABLE record_vouchers`];
