import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { QueryRunner } from 'typeorm';
import { dataSourceOptions } from '#libs/database';
import { Timeline, wholeVerdict } from '#libs/timeline';
import { Dice } from './fixtures/tampering/dice.ts';
import { ENTRY_ACTS } from './fixtures/tampering/entry-acts.ts';
import type { Act } from './fixtures/tampering/entry-acts.ts';
import { misfit } from './fixtures/tampering/expected.ts';
import { Ground } from './fixtures/tampering/ground.ts';
import { LOG_ACTS } from './fixtures/tampering/log-acts.ts';
import { FOREIGN_KEY_ACTS, REWRITE_ACTS, UNSEEN_ACTS } from './fixtures/tampering/rewrite-acts.ts';
import { sealedRecord } from './fixtures/tampering/sealed-record.ts';
import { QUEUES, TestService } from './harness/service.ts';

const TAMPERINGS = 1_000;
/** Of the first; the same number does the same again. */
const SEED = Number(process.env['TAMPERING_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Who finds it: whoever looks at the database alone, or only whoever kept a head elsewhere. */
const BY_THE_DATABASE = { ...ENTRY_ACTS, ...LOG_ACTS, ...REWRITE_ACTS };
const BY_A_KEPT_HEAD = { ...UNSEEN_ACTS, ...FOREIGN_KEY_ACTS };
const KINDS: [string, Act][] = Object.entries({ ...BY_THE_DATABASE, ...BY_A_KEPT_HEAD });

describe(`a thousand tamperings are found (queues on ${QUEUES})`, () => {
  let test: TestService;
  let superuser: DataSource;
  let runner: QueryRunner;
  let ground: Ground;

  beforeAll(async () => {
    test = await TestService.start({ smtp: false, env: { AUTO_NOTIFY: 'off' } });
    superuser = await new DataSource(dataSourceOptions({ url: test.superuserUrl, pool: 2 })).initialize();
    const signer = await sealedRecord(test, superuser);
    runner = superuser.createQueryRunner();
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET LOCAL session_replication_role = replica');
    ground = await Ground.look(runner.manager, test.service.app.get(Timeline), signer);
  });
  afterAll(async () => {
    await runner.rollbackTransaction();
    await runner.release();
    await superuser.destroy();
    await test.stop();
  });

  const isWhole = async () => (await wholeVerdict(runner.manager, ground.kept())).faults;

  it('each at its place, by whoever looks at the database, or has kept a head of the log', async () => {
    expect(await isWhole()).toEqual([]);
    const wrong: unknown[] = [];
    const begun = performance.now();
    for (let number = 0; number < TAMPERINGS; number += 1) {
      const [kind, act] = KINDS[number % KINDS.length] ?? [];
      if (kind === undefined || act === undefined) throw new Error('there are kinds');
      await runner.query('SAVEPOINT before');
      const why = await tampered(kind, act, SEED + number).catch(String);
      if (why !== null) wrong.push({ kind, seed: SEED + number, why });
      await runner.query('ROLLBACK TO SAVEPOINT before');
      // The untouched record passes in between.
      if (number % 100 === 0) expect(await isWhole()).toEqual([]);
    }
    const seconds = (performance.now() - begun) / 1_000;
    process.stdout.write(
      `${TAMPERINGS} tamperings of ${KINDS.length} kinds by a superuser (seed ${SEED}): ${wrong.length} not found or wrongly located; ` +
        `${ground.size} entries, ${ground.heads.length} signed heads, ${seconds.toFixed(1)} s\n`,
    );
    expect(wrong).toEqual([]);
    expect(await isWhole()).toEqual([]);
  });

  /** Why what is found is not what was done; null where it is. */
  async function tampered(kind: string, act: Act, seed: number): Promise<string | null> {
    const wanted = await act(ground, new Dice(seed));
    if (kind in BY_THE_DATABASE) return misfit((await wholeVerdict(runner.manager)).faults, wanted);
    const alone = await wholeVerdict(runner.manager);
    // Nothing in the database tells of it, or there would be no need to keep heads.
    if (kind in UNSEEN_ACTS) {
      const seen = misfit(alone.faults, { ...wanted, log: null });
      if (seen !== null) return `without a kept head ${seen}`;
    }
    return misfit((await wholeVerdict(runner.manager, ground.kept())).faults, wanted);
  }
});
