import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An outage that never was is withdrawn: the last word of its chain says so, and nothing reckons with it. */
export class WithdrawnOutages0081 implements MigrationInterface {
  readonly name = 'WithdrawnOutages1700000000081';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // True: what the row stands for never was; its times are those of the row that it corrects, its reason says why.
  `ALTER TABLE service_outages ADD COLUMN withdrawn boolean NOT NULL DEFAULT false,
     ADD CONSTRAINT service_outages_withdraw_another CHECK (NOT withdrawn OR corrects IS NOT NULL)`,
];

const DOWN = [
  // Without a word for it, a withdrawal is a correction to an outage that takes no time.
  `UPDATE service_outages SET until_at = from_at + interval '1 microsecond' WHERE withdrawn`,
  `ALTER TABLE service_outages DROP COLUMN withdrawn`,
];
