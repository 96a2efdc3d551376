import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What changed beside the record, for those who listen: drills, contact packs, keys. */
export class SideChanges0046 implements MigrationInterface {
  readonly name = 'SideChanges1700000000046';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // id: of the drill; empty where what stands for all of its sort. written_in: as in timeline_entries, once a transaction. Kept
  // for as long as somebody may have been away who is still told one by one.
  `CREATE TABLE side_changes (
    written_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    what       text NOT NULL CHECK (what IN ('drill', 'contact_pack', 'key')),
    id         text NOT NULL DEFAULT '',
    at         timestamptz NOT NULL DEFAULT dnscert_now(),
    PRIMARY KEY (written_in, what, id)
  )`,
  `CREATE FUNCTION keep_drill_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO side_changes (what, id) VALUES ('drill', (to_jsonb(NEW)->>TG_ARGV[0])) ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$`,
  `CREATE FUNCTION keep_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO side_changes (what) VALUES ('key') ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$`,
  `CREATE FUNCTION keep_pack_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO side_changes (what) VALUES ('contact_pack') ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$`,
  // A mail that stands in no incident and goes to no list: of a drill, of a contact pack, or a letter, which nobody looks at.
  `CREATE FUNCTION keep_loose_delivery_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO side_changes (what, id) SELECT 'drill', drill_id::text FROM drill_calls WHERE delivery_id = NEW.id
      UNION ALL SELECT 'contact_pack', '' FROM contact_packs WHERE notification_id = NEW.notification_id
      ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER drill_changes AFTER INSERT OR UPDATE ON drills
     FOR EACH ROW EXECUTE FUNCTION keep_drill_change('id')`,
  `CREATE TRIGGER drill_call_changes AFTER UPDATE OF answered_at ON drill_calls
     FOR EACH ROW EXECUTE FUNCTION keep_drill_change('drill_id')`,
  `CREATE TRIGGER contact_pack_changes AFTER INSERT ON contact_packs FOR EACH ROW EXECUTE FUNCTION keep_pack_change()`,
  `CREATE TRIGGER loose_delivery_changes AFTER UPDATE OF state ON deliveries
     FOR EACH ROW WHEN (NEW.incident_id IS NULL AND NEW.subscription_id IS NULL AND NEW.state <> OLD.state)
     EXECUTE FUNCTION keep_loose_delivery_change()`,
  `CREATE TRIGGER published_key_changes AFTER INSERT OR UPDATE ON published_keys
     FOR EACH ROW EXECUTE FUNCTION keep_key_change()`,
  `CREATE TRIGGER contact_key_additions AFTER INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION keep_key_change()`,
  `CREATE TRIGGER contact_key_changes AFTER UPDATE ON contacts FOR EACH ROW
     WHEN ((NEW.email, NEW.encryption, NEW.key_fingerprint, NEW.key_expires_at, NEW.removed_at)
           IS DISTINCT FROM (OLD.email, OLD.encryption, OLD.key_fingerprint, OLD.key_expires_at, OLD.removed_at))
     EXECUTE FUNCTION keep_key_change()`,
];

const DOWN = [
  `DROP TRIGGER contact_key_changes ON contacts`,
  `DROP TRIGGER contact_key_additions ON contacts`,
  `DROP TRIGGER published_key_changes ON published_keys`,
  `DROP TRIGGER loose_delivery_changes ON deliveries`,
  `DROP TRIGGER contact_pack_changes ON contact_packs`,
  `DROP TRIGGER drill_call_changes ON drill_calls`,
  `DROP TRIGGER drill_changes ON drills`,
  `DROP FUNCTION keep_loose_delivery_change()`,
  `DROP FUNCTION keep_pack_change()`,
  `DROP FUNCTION keep_key_change()`,
  `DROP FUNCTION keep_drill_change()`,
  `DROP TABLE side_changes`,
];
