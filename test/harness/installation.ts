import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { readConfig } from '#config/config';
import { People, Tokens } from '#libs/access';
import { directoryOperator } from '#libs/contracts';
import { Directory } from '#libs/operators';
import { openForCommand } from '../../apps/server/service.ts';
import { built } from './checkout.ts';
import { HttpCaller } from './http-caller.ts';
import { ScratchPostgres } from './scratch-postgres.ts';
import { ScratchRedis } from './scratch-redis.ts';
import { freePort } from './servers.ts';
import { ServiceProcess } from './service-process.ts';
import { SinkProcess } from './sink-process.ts';

export type Queues = 'postgres' | 'redis';

export interface InstallationPlan {
  queues: Queues;
  /** Between having a mail whole and saying 250; default none. */
  sinkLatencyMs?: number;
}

/** An operator of the directory with one contact, one user and that user's token. All its mail goes to its own domain. */
export interface Registry {
  slug: string;
  tlds: string[];
  contact: string;
  user: string;
  token: string;
}

/** A whole installation in processes of its own: PostgreSQL, Redis where asked for, a mail sink, and the service. */
export class Installation {
  /** A responder's. */
  token = '';
  /** Another responder's, who agrees to what the first proposes. */
  secondToken = '';

  private constructor(
    readonly postgres: ScratchPostgres,
    readonly redis: ScratchRedis | null,
    readonly sink: SinkProcess,
    readonly port: number,
  ) {}

  /** Null where the queues are to be on Redis and there is no redis-server. */
  static async open({ queues, sinkLatencyMs }: InstallationPlan): Promise<Installation | null> {
    const redis = queues === 'redis' ? await ScratchRedis.start() : null;
    if (queues === 'redis' && redis === null) return null;
    const postgres = await ScratchPostgres.start();
    return new Installation(postgres, redis, await SinkProcess.start(sinkLatencyMs), await freePort());
  }

  /** The environment of its processes. */
  get env(): Record<string, string> {
    return {
      PORT: String(this.port),
      HOST: '127.0.0.1',
      DATA_DIR: this.postgres.dataDir,
      DATABASE_URL: this.postgres.url,
      MAIL_DOMAIN: 'dns-cert.example',
      LOG_LEVEL: 'warn',
      SMTP_URL: this.sink.url,
      ...(this.redis === null ? {} : { REDIS_URL: this.redis.url }),
    };
  }

  async start(
    roles: string,
    env: Record<string, string> = {},
    nodeFlags: string[] = [],
  ): Promise<ServiceProcess> {
    return ServiceProcess.start(roles, { ...this.env, ROLES: roles, ...env }, nodeFlags);
  }

  caller(connections: number): HttpCaller {
    return new HttpCaller(this.port, connections);
  }

  /** `count` registries of `tldsEach` TLDs, and a responder. */
  async populate(count: number, tldsEach: number, withUsers = count): Promise<Registry[]> {
    const service = await openForCommand(readConfig(this.env));
    try {
      const registries = Array.from({ length: count }, (_, index) => registryOf(index, tldsEach));
      await service.app.get(Directory).import(
        registries.map(({ slug, tlds, contact }) =>
          directoryOperator.parse({
            slug,
            name: `Registry ${slug}`,
            kind: 'tld_manager',
            tlds,
            contacts: [{ email: contact, role: 'security', encryption: 'never' }],
          }),
        ),
      );
      const people = service.app.get(People);
      const tokens = service.app.get(Tokens);
      for (const registry of registries.slice(0, withUsers)) {
        const operatorId = (await service.app.get(Directory).operatorBySlug(registry.slug))?.id ?? null;
        await people.addUser({ email: registry.user, role: 'operator', operatorId });
        registry.token = (await tokens.issueFor(registry.user, 'run')).token;
      }
      await people.addUser({ email: 'responder@staff.example', role: 'responder' });
      this.token = (await tokens.issueFor('responder@staff.example', 'run')).token;
      await people.addUser({ email: 'second@staff.example', role: 'responder' });
      this.secondToken = (await tokens.issueFor('second@staff.example', 'run')).token;
      return registries;
    } finally {
      await service.stop();
    }
  }

  /** Runs `dnscert` as a process. */
  async dnscert(...args: string[]): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, [built('apps/server/dnscert.js'), ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [output, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    return { code: code ?? 1, output: output + errors };
  }

  /** As the service's account. */
  async sql<T extends pg.QueryResultRow>(query: string, values: unknown[] = []): Promise<T[]> {
    return this.query<T>(this.postgres.url, query, values);
  }

  async sqlAsSuperuser<T extends pg.QueryResultRow>(query: string, values: unknown[] = []): Promise<T[]> {
    return this.query<T>(this.postgres.superuserUrl, query, values);
  }

  private async query<T extends pg.QueryResultRow>(
    url: string,
    query: string,
    values: unknown[],
  ): Promise<T[]> {
    const client = new pg.Client({ connectionString: url, application_name: 'run' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(query, values)).rows;
    } finally {
      await client.end();
    }
  }
}

function registryOf(index: number, tldsEach: number): Registry {
  const slug = `registry-${String(index).padStart(5, '0')}`;
  return {
    slug,
    tlds: Array.from(
      { length: tldsEach },
      (_, number) => `x${String(index * tldsEach + number).padStart(6, '0')}x`,
    ),
    contact: `noc@${slug}.example`,
    user: `duty@${slug}.example`,
    token: '',
  };
}
