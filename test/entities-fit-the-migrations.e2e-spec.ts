import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '#libs/database';
import { ENTITIES } from '../apps/server/app.module.ts';
import { TestService } from './harness/service.ts';

describe('the schema', () => {
  let test: TestService;
  let source: DataSource;

  beforeAll(async () => {
    test = await TestService.start({ smtp: false });
    source = await new DataSource(
      dataSourceOptions({ url: test.databaseUrl, pool: 2, entities: ENTITIES }),
    ).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await test.stop();
  });

  // Indexes, checks and foreign keys stand in the migrations alone; columns must be the same in both.
  it('has the columns that the entities say', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    const ofColumns = upQueries
      .map(({ query }) => query)
      .filter(
        (query) => /CREATE TABLE|(ADD|ALTER COLUMN|DROP COLUMN) /.test(query) && !/CONSTRAINT/.test(query),
      );
    expect(ofColumns).toEqual([]);
  });

  it('goes down and up again', async () => {
    const tables = async () =>
      (
        await source.query<{ name: string }[]>(
          `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
        )
      ).map(({ name }) => name);
    const before = await tables();
    while ((await tables()).length > 1) await source.undoLastMigration();
    expect(await tables()).toEqual(['migrations']);
    await source.runMigrations();
    expect(await tables()).toEqual(before);
  });
});
