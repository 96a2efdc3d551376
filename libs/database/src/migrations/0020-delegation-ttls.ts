import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long caches may keep what the root zone says of a TLD: after a repair, so long the old may still be met. */
export class DelegationTtls0020 implements MigrationInterface {
  readonly name = 'DelegationTtls1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    // { ns, ds, glue } in seconds, each null where there is none; null as a whole for versions that were kept before.
    await runner.query('ALTER TABLE root_zone_delegations ADD COLUMN ttl jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE root_zone_delegations DROP COLUMN ttl');
  }
}
