import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Config } from '#config/config';
import { Transactions } from '#libs/database';
import { RootZones } from '#libs/operators';
import { QUEUE_BACKEND } from '#libs/queue';
import type { QueueBackend } from '#libs/queue';
import { accessKeyFileOf, openFittingAccessKey } from '../access-key-file.ts';
import { keyFilesOf, openOwnKey } from '../own-key.ts';
import { Pipeline } from '../pipeline.ts';
import type { Service } from '../service.ts';
import { CONFIG } from '../settings.ts';
import type { CommandAnswer } from './run.ts';
import { relayGreets } from './relay-greets.ts';

interface Finding {
  name: string;
  state: 'ok' | 'warn' | 'bad';
  text: string;
}

/** ms */
const LIMIT = 5_000;
/** days */
const OLD_ROOT_ZONE = 7;
const LITTLE_DISK = 1024 ** 3;

/** Looks at everything an installation needs, and says what to do about what is wrong. Exit 1 when something is bad. */
export async function doctor(service: Service): Promise<CommandAnswer> {
  const looks = [database, queues, pipeline, key, accessKey, mail, rootZone, contacts, clock, disk];
  const findings = await Promise.all(
    looks.map((look) => look(service).catch((error: unknown) => failed(look.name, error))),
  );
  const signs = { ok: 'ok  ', warn: 'WARN', bad: 'BAD ' };
  return {
    text: findings.map(({ name, state, text }) => `${signs[state]}  ${name.padEnd(10)} ${text}`).join('\n'),
    json: { findings },
    failed: findings.some(({ state }) => state === 'bad'),
  };
}

const failed = (name: string, error: unknown): Finding => ({
  name,
  state: 'bad',
  text: error instanceof Error ? error.message : String(error),
});

async function database({ app }: Service): Promise<Finding> {
  const [row] = await app
    .get(Transactions)
    .reader.query<{ version: string; size: string }[]>(
      `SELECT current_setting('server_version') AS version, pg_size_pretty(pg_database_size(current_database())) AS size`,
    );
  return { name: 'database', state: 'ok', text: `PostgreSQL ${row?.version ?? '?'}, ${row?.size ?? '?'}` };
}

async function queues({ app }: Service): Promise<Finding> {
  const backend = app.get<QueueBackend>(QUEUE_BACKEND);
  const answers = await backend.answersWithin(LIMIT);
  return {
    name: 'queues',
    state: answers ? 'ok' : 'bad',
    text: answers
      ? `${backend.kind} answers`
      : `${backend.kind} does not answer. Nothing is lost: work waits in the database. Check REDIS_URL.`,
  };
}

async function pipeline({ app }: Service): Promise<Finding> {
  const { status, lanes } = await app.get(Pipeline).state();
  const due = lanes.reduce((sum, lane) => sum + lane.due, 0);
  const oldest = Math.max(0, ...lanes.map(({ oldestSeconds }) => oldestSeconds));
  if (status === 'ok')
    return { name: 'pipeline', state: 'ok', text: `${due} rows due, the oldest for ${oldest} s` };
  return {
    name: 'pipeline',
    state: 'bad',
    text: `${due} rows due, the oldest for ${oldest} s: is a process with the worker role running?`,
  };
}

/** Looks, and makes none: in a web process's folder a key would be one too many. */
async function key({ app }: Service): Promise<Finding> {
  const config = app.get<Config>(CONFIG);
  const { keyFile } = keyFilesOf(config);
  if (!existsSync(keyFile)) {
    return {
      name: 'key',
      state: 'warn',
      text: `no ${keyFile} here; a process with the worker role makes it at its first start`,
    };
  }
  const { fingerprint, userId } = await openOwnKey(config);
  return { name: 'key', state: 'ok', text: `${fingerprint} ${userId}` };
}

/** As above: only processes with the web role need it. */
async function accessKey({ app }: Service): Promise<Finding> {
  const config = app.get<Config>(CONFIG);
  const file = accessKeyFileOf(config);
  if (!existsSync(file))
    return {
      name: 'access key',
      state: 'warn',
      text: `no ${file} here; a process with the web role makes it at its first start`,
    };
  const { fingerprint } = await openFittingAccessKey(config, app.get(Transactions).reader);
  return { name: 'access key', state: 'ok', text: fingerprint };
}

async function mail({ app }: Service): Promise<Finding> {
  const { SMTP_URL: url } = app.get<Config>(CONFIG);
  if (url === undefined)
    return {
      name: 'mail',
      state: 'warn',
      text: 'captured in DATA_DIR/mail, nothing leaves; set SMTP_URL to send',
    };
  const greeting = await relayGreets(url, LIMIT);
  return { name: 'mail', state: greeting.ok ? 'ok' : 'bad', text: greeting.text };
}

async function rootZone({ app }: Service): Promise<Finding> {
  const [newest] = await app.get(RootZones).summaries();
  if (newest === undefined) {
    return {
      name: 'root zone',
      state: 'warn',
      text: 'none imported: who else is touched cannot be worked out. dnscert rootzone import FILE, or fetch',
    };
  }
  const days = Math.floor((Date.now() - dateOfSerial(newest.serial).getTime()) / 86_400_000);
  const age = `${newest.serial}, ${newest.tlds} TLDs, ${days} days old`;
  return days > OLD_ROOT_ZONE
    ? { name: 'root zone', state: 'warn', text: `${age}: get a newer one (dnscert rootzone fetch)` }
    : { name: 'root zone', state: 'ok', text: age };
}

/** Serials of the root zone are YYYYMMDDNN. */
function dateOfSerial(serial: number): Date {
  const digits = String(serial);
  return new Date(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}T00:00:00Z`);
}

async function contacts({ app }: Service): Promise<Finding> {
  const [row] = await app.get(Transactions).reader.query<{ operators: string; without: string }[]>(
    `SELECT count(*) AS operators,
            count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.operator_id = o.id AND c.undeliverable_since IS NULL)) AS without
       FROM operators o`,
  );
  if (row === undefined || row.operators === '0')
    return {
      name: 'directory',
      state: 'warn',
      text: 'empty: nobody can be told. dnscert operators import FILE',
    };
  const without = Number(row.without);
  return {
    name: 'directory',
    state: without === 0 ? 'ok' : 'warn',
    text: `${row.operators} operators${without === 0 ? '' : `, ${without} without a contact whose mail arrives`}`,
  };
}

async function clock({ app }: Service): Promise<Finding> {
  const before = Date.now();
  const [row] = await app.get(Transactions).reader.query<{ now: Date }[]>('SELECT dnscert_now() AS now');
  const off = Math.round(((row?.now.getTime() ?? 0) - (before + Date.now()) / 2) / 1_000);
  return {
    name: 'clock',
    state: Math.abs(off) > 5 ? 'warn' : 'ok',
    text:
      Math.abs(off) > 5
        ? `the database is ${off} s off this machine; the database's clock decides. Set both by NTP.`
        : 'agrees with the database',
  };
}

async function disk({ app }: Service): Promise<Finding> {
  const { DATA_DIR: folder } = app.get<Config>(CONFIG);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB free in DATA_DIR`;
  return { name: 'disk', state: free < LITTLE_DISK ? 'bad' : 'ok', text };
}
