import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What others hold the log to is kept as the log itself is: no key of it is forgotten, no head that left is edited or taken
 * back, and no signature of a witness. What has an honest reason stays: an anchor gets its stamp once, and a key that signed
 * before can be taken again.
 */
export class OutsideProofsStay0078 implements MigrationInterface {
  readonly name = 'OutsideProofsStay1700000000078';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const TABLES = ['record_keys', 'record_anchors', 'record_cosignatures'];

const UP = [
  `CREATE TRIGGER record_anchors_stamped_once BEFORE UPDATE ON record_anchors FOR EACH ROW
     WHEN (OLD.timestamp_token IS NOT NULL
           OR (OLD.day, OLD.size, OLD.note, OLD.anchored_at) IS DISTINCT FROM (NEW.day, NEW.size, NEW.note, NEW.anchored_at))
     EXECUTE FUNCTION timeline_is_append_only()`,
  `CREATE TRIGGER record_keys_stay BEFORE UPDATE ON record_keys FOR EACH ROW
     WHEN ((OLD.public_key, OLD.origin) IS DISTINCT FROM (NEW.public_key, NEW.origin))
     EXECUTE FUNCTION timeline_is_append_only()`,
  `CREATE TRIGGER record_cosignatures_stay BEFORE UPDATE ON record_cosignatures
     FOR EACH ROW EXECUTE FUNCTION timeline_is_append_only()`,
  ...TABLES.flatMap((table) => [
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
       FOR EACH ROW EXECUTE FUNCTION timeline_is_append_only()`,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
       FOR EACH STATEMENT EXECUTE FUNCTION timeline_is_append_only()`,
    `REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM PUBLIC, CURRENT_USER`,
  ]),
  `GRANT UPDATE (timestamp_token) ON record_anchors TO CURRENT_USER`,
  `GRANT UPDATE (accepted_at) ON record_keys TO CURRENT_USER`,
];

const DOWN = [
  ...TABLES.flatMap((table) => [
    `DROP TRIGGER ${table}_no_delete ON ${table}`,
    `DROP TRIGGER ${table}_no_truncate ON ${table}`,
    `GRANT UPDATE, DELETE, TRUNCATE ON ${table} TO CURRENT_USER`,
  ]),
  `DROP TRIGGER record_cosignatures_stay ON record_cosignatures`,
  `DROP TRIGGER record_keys_stay ON record_keys`,
  `DROP TRIGGER record_anchors_stamped_once ON record_anchors`,
];
