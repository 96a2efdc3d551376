import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log over all entries of the record: their global places, the tree over their hashes, and what was signed of it. */
export class RecordLog0047 implements MigrationInterface {
  readonly name = 'RecordLog1700000000047';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Whose signature is good, and under which name (C2SP origin). The newest signs; public_key: Ed25519, 32 bytes.
  `CREATE TABLE record_keys (
    public_key  bytea PRIMARY KEY,
    origin      text NOT NULL,
    accepted_at timestamptz NOT NULL DEFAULT dnscert_now()
  )`,
  // The place of each sealed entry. leaf_hash: as it was when it was sealed.
  `CREATE TABLE record_leaves (
    log_index bigint PRIMARY KEY,
    stream_id uuid NOT NULL,
    index     integer NOT NULL,
    leaf_hash bytea NOT NULL,
    UNIQUE (stream_id, index)
  )`,
  `CREATE INDEX record_leaves_by_hash ON record_leaves USING hash (leaf_hash)`,
  // The tree (C2SP tlog-tiles): hashes of up to 256 whole subtrees of 256^level leaves, side by side.
  `CREATE TABLE record_tiles (
    level  smallint NOT NULL,
    number bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (level, number)
  )`,
  // note: the signed bytes, as they are given out.
  `CREATE TABLE record_checkpoints (
    size      bigint PRIMARY KEY,
    root      bytea NOT NULL,
    note      text NOT NULL,
    signed_at timestamptz NOT NULL
  )`,
  // sealed_before: what older transactions wrote has been looked at. alarm: why nothing is sealed any more; a person ends it.
  `CREATE TABLE record_sealing (
    one           boolean PRIMARY KEY DEFAULT true CHECK (one),
    sealed_before xid8 NOT NULL DEFAULT '0',
    alarm         text,
    alarm_at      timestamptz
  )`,
  `INSERT INTO record_sealing DEFAULT VALUES`,
  // Entries that were changed before they could be sealed: they get no place.
  `CREATE TABLE record_faults (
    stream_id uuid NOT NULL,
    index     integer NOT NULL,
    message   text NOT NULL,
    found_at  timestamptz NOT NULL DEFAULT dnscert_now(),
    PRIMARY KEY (stream_id, index)
  )`,
  ...['record_leaves', 'record_checkpoints'].flatMap((table) => [
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
       FOR EACH ROW EXECUTE FUNCTION timeline_is_append_only()`,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
       FOR EACH STATEMENT EXECUTE FUNCTION timeline_is_append_only()`,
    `REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM PUBLIC, CURRENT_USER`,
  ]),
];

const DOWN = [
  `DROP TABLE record_faults, record_sealing, record_checkpoints, record_tiles, record_leaves, record_keys`,
];
