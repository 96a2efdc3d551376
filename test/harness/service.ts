import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { Redis } from 'ioredis';
import pg from 'pg';
import { readConfig } from '#config/config';
import type { Config } from '#config/config';
import { People, Tokens } from '#libs/access';
import type { DirectoryOperator, Role, TokenScope } from '#libs/contracts';
import { directoryOperator } from '#libs/contracts';
import type { Names } from '#libs/mail';
import { Directory, readKeysOf, readRootZone, RootZones } from '#libs/operators';
import { Sweeper } from '#libs/queue';
import { startService } from '../../apps/server/service.ts';
import type { Service } from '../../apps/server/service.ts';
import { Api, signedIn } from './api.ts';
import { buildOnce, Program } from './program.ts';
import { QUEUES } from './queues.ts';
import { TEMPLATE, withDatabase } from './servers.ts';
import { SmtpSink } from './smtp-sink.ts';

export { QUEUES };

/** A hash says itself what it takes to check it. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

export interface TestServiceOptions {
  /** Variables of the environment, over the harness's own. */
  env?: Record<string, string>;
  /** True (default): mail goes to an SMTP sink of this test. False: it is captured as a Maildir. */
  smtp?: boolean;
  /** What the network says of names of mail servers; the system's own when absent. */
  names?: Names;
}

/** The real service on a database of its own, with its own mail sink. Stop it in `afterAll`. */
export class TestService {
  private constructor(
    readonly service: Service,
    readonly config: Config,
    readonly sink: SmtpSink | null,
    readonly databaseUrl: string,
    private readonly folder: string,
    private readonly database: string,
    /** Of its process, for another one beside it. */
    readonly env: Record<string, string>,
  ) {}

  static async start({ env = {}, smtp = true, names }: TestServiceOptions = {}): Promise<TestService> {
    const folder = await mkdtemp(join(tmpdir(), 'dnscert-e2e-'));
    const database = `t_${randomBytes(6).toString('hex')}`;
    await onPostgres((client) =>
      client.query(`CREATE DATABASE ${database} TEMPLATE ${TEMPLATE} OWNER dnscert`),
    );
    const sink = smtp ? await SmtpSink.start() : null;
    const databaseUrl = withDatabase(process.env['TEST_SERVICE_URL'] ?? '', database);
    const given = {
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: '10',
      MAIL_DOMAIN: 'dns-cert.example',
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      ...(QUEUES === 'redis' ? { REDIS_URL: await emptyRedis() } : {}),
      ...(sink === null ? {} : { SMTP_URL: sink.url }),
      ...env,
    };
    const config = readConfig(given);
    const service = await startService(config, names);
    return new TestService(service, config, sink, databaseUrl, folder, database, given);
  }

  /** One more web process, of the build: it answers the thousands of calls of a test several times as fast as this one. */
  async webApart(): Promise<string> {
    buildOnce();
    const program = Program.server({ ...this.env, ROLES: 'web', DATABASE_POOL: '4' });
    this.apart.push(program);
    return program.url();
  }
  private readonly apart: Program[] = [];

  get url(): string {
    return (this.service.url ?? '').replace('localhost', '127.0.0.1');
  }

  /** The folder that stands in for DATA_DIR. */
  get dataDir(): string {
    return this.folder;
  }

  api(token?: string): Api {
    return new Api(this.url, token);
  }

  /** Imports operators as `dnscert operators import` would. */
  async importOperators(
    ...operators: (Pick<DirectoryOperator, 'slug'> & Record<string, unknown>)[]
  ): Promise<void> {
    const read = operators.map((operator) =>
      directoryOperator.parse({ name: `Registry ${operator.slug}`, kind: 'tld_manager', ...operator }),
    );
    const { keys } = await readKeysOf(read);
    await this.service.app.get(Directory).import(read, keys);
  }

  async operatorId(slug: string): Promise<string> {
    const operator = await this.service.app.get(Directory).operatorBySlug(slug);
    if (operator === null) throw new Error(`no operator ${slug}`);
    return operator.id;
  }

  /** A user with a token; `operator` is a slug. A password is hashed as cheaply as can be: some tests sign in a thousand times. */
  async signUp(
    role: Role,
    given: { operator?: string; email?: string; scopes?: TokenScope[]; password?: string } = {},
  ): Promise<Api> {
    const people = this.service.app.get(People);
    const email = given.email ?? `${role}-${randomBytes(4).toString('hex')}@staff.example`;
    const operatorId = given.operator === undefined ? null : await this.operatorId(given.operator);
    await people.addUser({ email, role, operatorId });
    if (given.password !== undefined)
      await this.sql('UPDATE users SET password_hash = $1 WHERE email = $2', [
        await hash(given.password, CHEAP),
        email,
      ]);
    const { token } = await this.service.app.get(Tokens).issueFor(email, 'test', given.scopes);
    return this.api(token);
  }

  /** As a person with a browser: in a session of an account that has this password. */
  async signIn(email: string, password: string): Promise<Api> {
    return signedIn(this.url, email, password);
  }

  /** One more token of somebody who has an account. */
  async tokenOf(email: string): Promise<Api> {
    const { token } = await this.service.app.get(Tokens).issueFor(email, 'another');
    return this.api(token);
  }

  async importRootZone(path: string): Promise<number> {
    const { serial } = await this.service.app.get(RootZones).keep(await readRootZone(path), 'test');
    return serial;
  }

  /** Lets the service's one clock jump; work that became due is rung for. */
  async jump(seconds: number): Promise<void> {
    this.ahead += seconds;
    await this.sql(
      `CREATE OR REPLACE FUNCTION dnscert_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT clock_timestamp() + interval ''${this.ahead} seconds'''`,
    );
    await this.service.app.get(Sweeper).sweep();
  }
  private ahead = 0;

  /** As the owner of the database, past the service. */
  async sql<T extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await onDatabase(this.databaseUrl, (client) => client.query<T>(text, values))).rows;
  }

  /** As a superuser: what an intruder on the database server could do. */
  async sqlAsSuperuser(text: string, values: unknown[] = []): Promise<void> {
    await onDatabase(this.superuserUrl, (client) => client.query(text, values));
  }

  /** For what needs a connection of its own, past everything. */
  get superuserUrl(): string {
    return withDatabase(process.env['TEST_SUPERUSER_URL'] ?? '', this.database);
  }

  /** Waits until nothing is due any more: everything triaged, prepared, sent or put off. */
  async settled(limit = 20_000): Promise<void> {
    await until(async () => {
      const [row] = await this.sql<{ due: string }>(
        `SELECT (SELECT count(*) FROM reports WHERE state = 'received' AND due_at <= dnscert_now())
              + (SELECT count(*) FROM announcements WHERE state = 'due' AND due_at <= dnscert_now())
              + (SELECT count(*) FROM password_resets WHERE state = 'asked' AND due_at <= dnscert_now())
              + (SELECT count(*) FROM list_alerts WHERE state IN ('held', 'gathering') AND due_at <= dnscert_now())
              + (SELECT count(*) FROM letters WHERE state = 'due' AND due_at <= dnscert_now())
              + (SELECT count(*) FROM inbound_messages WHERE state = 'received' AND due_at <= dnscert_now())
              + (SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending', 'delayed') AND due_at <= dnscert_now()) AS due`,
      );
      return row?.due === '0';
    }, limit);
  }

  async stop(): Promise<void> {
    await Promise.all(this.apart.map((program) => program.signal('SIGTERM')));
    await this.service.stop();
    await this.sink?.stop();
    await onPostgres((client) => client.query(`DROP DATABASE IF EXISTS ${this.database} WITH (FORCE)`));
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Asks again every 50 ms until `holds`, or fails after `limit` ms. */
export async function until(holds: () => boolean | Promise<boolean>, limit = 10_000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > end)
      throw new Error(`did not come true within ${limit} ms: ${holds.toString().slice(0, 300)}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function onPostgres<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  return onDatabase(process.env['TEST_SUPERUSER_URL'] ?? '', act);
}

async function onDatabase<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

let redisCount = 0;

/** A Redis database of this worker's own, emptied. */
async function emptyRedis(): Promise<string> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? '1');
  redisCount += 1;
  const url = `${process.env['TEST_REDIS_URL'] ?? ''}/${((worker * 32 + redisCount) % 255) + 1}`;
  const client = new Redis(url);
  await client.flushdb();
  client.disconnect();
  return url;
}
