import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Config } from '#config/config';
import { readLaddersFile, readPromiseFile, readRuleFiles } from '#config/rules';
import type { AccessKey } from '#libs/access';
import { PasswordResetAnswers } from '#libs/access';
import type { EmbeddedPostgres } from '#libs/database';
import { joinOrStartEmbeddedPostgres, migrate, startEmbeddedPostgres, DatabaseWatch } from '#libs/database';
import { PageSending, parseLadders, Reckonings, Watching } from '#libs/deadlines';
import { parsePromises, Triage } from '#libs/incidents';
import { ImapPoller, Listener, Reading } from '#libs/inbox';
import type { Names, SigningKey } from '#libs/mail';
import { SystemNames } from '#libs/mail';
import { Announcements, AutoPosting, LetterPost, Sending } from '#libs/notifications';
import { ChangeClockwork } from '#libs/operators';
import { migrateQueues, WorkHandlers, Workers } from '#libs/queue';
import { Sealer } from '#libs/timeline';
import type { NoteSigner } from '#libs/timeline';
import { parseRules } from '#libs/triage';
import { describeApi } from './http/api-docs.ts';
import { pagingSettings } from './process/paging-settings.ts';
import { readProfile } from './documents/profile.ts';
import { compressWithoutSecrets } from './http/compressed.ts';
import { serveConsole } from './pages/console-pages.ts';
import { CONTENT_POLICY } from './http/content-policy.ts';
import { openFittingAccessKey } from './own-keys/access-key-file.ts';
import { accessSettings } from './process/access-settings.ts';
import { AppModule } from './app.module.ts';
import { answerWhileAway } from './http/database-away.ts';
import { hostOf, takerOf } from './http/host-of.ts';
import { Housekeeping } from './process/housekeeping.ts';
import { refuseOtherBodies } from './http/json-body.ts';
import { NestLog, openLog, requestLog } from './process/logging.ts';
import { explainParserFaults } from './http/parser-faults.ts';
import { openFittingOwnKey, openMailMaker, openMailReader } from './own-keys/own-key.ts';
import type { Asks } from './own-keys/own-key.ts';
import { PipelineWatch } from './health/pipeline-watch.ts';
import { readPublicBodies } from './http/public-body.ts';
import { RateLimit } from './http/rate-limit.ts';
import { openFittingRecordKey } from './own-keys/record-key-file.ts';
import { wayOut } from './process/way-out.ts';

/** A running service, or one that is opened for a command. */
export interface Service {
  app: NestExpressApplication;
  /** Where it listens; null unless the web role runs. */
  url: string | null;
  /** What runs where, for a person. */
  parts: Record<string, string>;
  /** Finishes what is in hand, closes all, and stops an embedded server. At most 30 s. */
  stop(): Promise<void>;
}

const BODY_LIMIT = '1mb';

/** Brings the service up by its roles. @param names what names of mail servers lead to */
export async function startService(config: Config, names: Names = new SystemNames()): Promise<Service> {
  const database = config.DATABASE_URL === undefined ? await startEmbeddedPostgres(config.DATA_DIR) : null;
  return opened(config, database, names, keysOf, async (app) => {
    if (config.ROLES.includes('worker')) {
      app.get(Workers).start();
      app.get(Housekeeping).start();
      app.get(Sealer).start();
      app.get(PipelineWatch).start('worker');
    } else if (config.ROLES.includes('web')) app.get(PipelineWatch).start('web');
    await app.init();
    if (config.ROLES.includes('inbound')) {
      await app.get(Listener).start();
      app.get(ImapPoller).start();
    }
    if (!config.ROLES.includes('web')) return null;
    await (config.HOST === undefined ? app.listen(config.PORT) : app.listen(config.PORT, config.HOST));
    const address = app.getHttpServer().address() as { port: number };
    return `http://localhost:${address.port}`;
  });
}

/** For commands: the rooms without workers and without a port, beside a running service or alone. */
export async function openForCommand(config: Config): Promise<Service> {
  const database =
    config.DATABASE_URL === undefined ? await joinOrStartEmbeddedPostgres(config.DATA_DIR) : null;
  return opened(
    { ...config, LOG_LEVEL: 'fatal', ROLES: ['web'] },
    database,
    new SystemNames(),
    async () => NO_KEYS,
    async (app) => {
      await app.init();
      return null;
    },
  );
}

/** What a process holds by its roles; null is not for it. */
interface Keys {
  signing: SigningKey | null;
  access: AccessKey | null;
  record: NoteSigner | null;
}

/** Commands open what they need, and make none where they only look. */
const NO_KEYS: Keys = { signing: null, access: null, record: null };

/** @throws KeyMisfit */
const keysOf = async (config: Config, database: Asks): Promise<Keys> => ({
  signing: config.ROLES.includes('worker') ? await openFittingOwnKey(config, database) : null,
  access: config.ROLES.includes('web') ? await openFittingAccessKey(config, database) : null,
  record: config.ROLES.includes('worker') ? await openFittingRecordKey(config, database) : null,
});

async function opened(
  config: Config,
  database: EmbeddedPostgres | null,
  names: Names,
  openKeys: (config: Config, database: Asks) => Promise<Keys>,
  begin: (app: NestExpressApplication) => Promise<string | null>,
): Promise<Service> {
  let app: NestExpressApplication | undefined;
  try {
    const databaseUrl = database?.url ?? config.DATABASE_URL ?? '';
    let keys = NO_KEYS;
    await migrate({ url: databaseUrl, pool: 3 }, async (source) => {
      await migrateQueues(databaseUrl);
      // One process at a time gets here, so that those that start together agree on what the first keys are.
      keys = await openKeys(config, source);
    });
    app = await buildApp(config, databaseUrl, names, keys);
    const started = app;
    const url = await begin(app);
    return {
      app,
      url,
      parts: partsOf(config, database, url, app.get(Listener).port),
      stop: async () => {
        await started.close();
        await database?.stop();
      },
    };
  } catch (error) {
    await app?.close().catch(() => undefined);
    await database?.stop();
    throw error;
  }
}

async function buildApp(
  config: Config,
  databaseUrl: string,
  names: Names,
  keys: Keys,
): Promise<NestExpressApplication> {
  const log = openLog(config.LOG_LEVEL);
  const module = AppModule.forRoot({
    config,
    databaseUrl,
    rules: parseRules(readRuleFiles()),
    promises: parsePromises(readPromiseFile()),
    ladders: parseLadders(readLaddersFile()),
    paging: await pagingSettings(config),
    notifications: {
      mail: {
        from: config.MAIL_FROM,
        domain: config.MAIL_DOMAIN,
        publicUrl: config.PUBLIC_URL,
        version: config.version,
        telephone: readProfile(config.CERT_PROFILE_FILE).telephone,
        onlyDomains: config.MAIL_ONLY_DOMAINS ?? [],
      },
      policy: { massSendOperators: config.MASS_SEND_OPERATORS },
      wayOut: await wayOut(config),
      names,
      maker: keys.signing === null ? null : await openMailMaker(config),
    },
    inbox: {
      settings: {
        domain: config.MAIL_DOMAIN,
        from: config.MAIL_FROM,
        publicUrl: config.PUBLIC_URL,
        host: config.INBOUND_HOST,
        port: config.INBOUND_SMTP_PORT ?? null,
        protocol: config.INBOUND_PROTOCOL,
        maxBytes: config.INBOUND_MAX_BYTES,
        imapUrl: config.INBOUND_IMAP_URL ?? null,
      },
      reader: keys.signing === null ? null : await openMailReader(config),
    },
    access: await accessSettings(config, keys.access),
    record: { signer: keys.record },
  });
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: new NestLog(log),
    bodyParser: false,
    rawBody: true,
    abortOnError: false,
  });
  setUpHttp(app, log);
  const handlers = app.get(WorkHandlers);
  const jobs = [
    Triage,
    Announcements,
    PasswordResetAnswers,
    LetterPost,
    Sending,
    ChangeClockwork,
    Reading,
    AutoPosting,
    Reckonings,
    Watching,
    PageSending,
  ];
  for (const handler of jobs) handlers.register(app.get(handler));
  return app;
}

function setUpHttp(app: NestExpressApplication, log: Logger): void {
  // What is said of a path elsewhere is said of the route: one spelling each.
  app.set('case sensitive routing', true);
  app.set('trust proxy', 'loopback');
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(requestLog(log));
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
      strictTransportSecurity: { maxAge: 15_552_000 },
    }),
  );
  app.use('/api/v1', keepNothing);
  app.use(answerWhileAway(app.get(DatabaseWatch)));
  app.use(app.get(RateLimit).middleware);
  readPublicBodies(app);
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: false });
  app.useBodyParser('urlencoded', { limit: '64kb', extended: false });
  app.use(refuseOtherBodies);
  app.use(explainParserFaults);
  describeApi(app);
  compressWithoutSecrets(app);
  serveConsole(app);
}

/** What one is told is told to one: no cache on the way keeps it. */
const keepNothing = (_request: Request, response: Response, next: NextFunction) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

function partsOf(
  config: Config,
  database: EmbeddedPostgres | null,
  url: string | null,
  inbound: number | null,
): Record<string, string> {
  return {
    Service: url === null ? 'no web role' : `${url} (console: ${url}/console, API: ${url}/api/docs)`,
    Roles: config.ROLES.join(', '),
    Database:
      database === null
        ? `PostgreSQL at ${hostOf(config.DATABASE_URL)}`
        : `embedded PostgreSQL, ${database.cluster}`,
    Queues: config.REDIS_URL === undefined ? 'in PostgreSQL' : `Redis at ${hostOf(config.REDIS_URL)}`,
    Mail:
      config.SMTP_URL === undefined
        ? `captured, nothing leaves: ${join(config.DATA_DIR, 'mail')}`
        : takerOf(config.SMTP_URL),
    ...(inbound === null
      ? {}
      : { 'Mail in': `${config.INBOUND_PROTOCOL.toUpperCase()} on ${config.INBOUND_HOST} port ${inbound}` }),
  };
}
