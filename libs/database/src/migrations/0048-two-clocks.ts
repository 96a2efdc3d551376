import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries that tell of a stretch of time and how sure of it one is, that can be shown in part, and whose content can be erased. */
export class TwoClocks0048 implements MigrationInterface {
  readonly name = 'TwoClocks1700000000048';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // version: how it is hashed. at, until: when it happened, from and to; uncertain: as somebody who was not sure told it.
  // observed_at: when it was first seen. shared: names of what of data can be shown without the rest. salt NULL: erased.
  `ALTER TABLE timeline_entries
     ADD COLUMN version smallint NOT NULL DEFAULT 1 CHECK (version IN (1, 2)),
     ADD COLUMN until timestamptz,
     ADD COLUMN uncertain boolean NOT NULL DEFAULT false,
     ADD COLUMN observed_at timestamptz,
     ADD COLUMN shared jsonb NOT NULL DEFAULT '[]',
     ALTER COLUMN salt DROP NOT NULL`,
  // The one change there is: the salt goes, and with it everything that was said. What holds the record together stays.
  `CREATE FUNCTION timeline_erases_or_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'UPDATE' OR OLD.salt IS NULL OR NEW.salt IS NOT NULL THEN
        RAISE EXCEPTION 'the record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END IF;
      NEW := OLD;
      NEW.salt := NULL;
      NEW.at := OLD.recorded_at;
      NEW.until := NULL;
      NEW.uncertain := false;
      NEW.observed_at := NULL;
      NEW.actor := '{"kind": "system", "name": "erased"}';
      NEW.data := '{}';
      NEW.shared := '[]';
      RETURN NEW;
    END $$`,
  `DROP TRIGGER timeline_append_only ON timeline_entries`,
  `CREATE TRIGGER timeline_append_only BEFORE UPDATE OR DELETE ON timeline_entries
     FOR EACH ROW EXECUTE FUNCTION timeline_erases_or_refuses()`,
  `GRANT UPDATE (salt) ON timeline_entries TO CURRENT_USER`,
];

const DOWN = [
  `REVOKE UPDATE (salt) ON timeline_entries FROM CURRENT_USER`,
  `DROP TRIGGER timeline_append_only ON timeline_entries`,
  `CREATE TRIGGER timeline_append_only BEFORE UPDATE OR DELETE ON timeline_entries
     FOR EACH ROW EXECUTE FUNCTION timeline_is_append_only()`,
  `DROP FUNCTION timeline_erases_or_refuses()`,
  // What was erased stays so, and its hash is not to be had again: an empty salt marks it.
  `ALTER TABLE timeline_entries DISABLE TRIGGER timeline_append_only`,
  `GRANT UPDATE ON timeline_entries TO CURRENT_USER`,
  `UPDATE timeline_entries SET salt = '' WHERE salt IS NULL`,
  `REVOKE UPDATE ON timeline_entries FROM CURRENT_USER`,
  `ALTER TABLE timeline_entries ENABLE TRIGGER timeline_append_only`,
  `ALTER TABLE timeline_entries DROP COLUMN version, DROP COLUMN until, DROP COLUMN uncertain, DROP COLUMN observed_at,
     DROP COLUMN shared, ALTER COLUMN salt SET NOT NULL`,
];
