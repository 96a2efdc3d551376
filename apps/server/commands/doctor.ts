import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Config } from '#config/config';
import type { HealthFinding } from '#libs/contracts';
import { Transactions } from '#libs/database';
import { accessKeyFileOf, openFittingAccessKey } from '../own-keys/access-key-file.ts';
import { LeavingLook } from '../health/leaving-look.ts';
import { Machinery } from '../health/machinery.ts';
import { Readiness } from '../health/readiness.ts';
import { takerOf } from '../http/host-of.ts';
import { keyFilesOf, openOwnKey } from '../own-keys/own-key.ts';
import type { Service } from '../service.ts';
import { CONFIG } from '../process/settings.ts';
import type { CommandAnswer } from './run.ts';
import { relayGreets } from './relay-greets.ts';

interface Finding {
  name: string;
  state: 'ok' | 'warn' | 'bad';
  text: string;
}

type Look = (service: Service) => Promise<Finding>;

/** ms */
const LIMIT = 5_000;
const LITTLE_DISK = 1024 ** 3;

/** Looks at everything an installation needs, and says what to do about what is wrong. Exit 1 when something is bad. */
export async function doctor(service: Service): Promise<CommandAnswer> {
  const looks = [
    database,
    queues,
    pipeline,
    record,
    anchors,
    key,
    accessKey,
    mail,
    mailServers,
    rootZone,
    contacts,
    clock,
    disk,
  ];
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

const database: Look = async ({ app }) => found('database', await app.get(Machinery).database());
const queues: Look = async ({ app }) => found('queues', await app.get(Machinery).queues(LIMIT));
const pipeline: Look = async ({ app }) => found('pipeline', (await app.get(Machinery).work()).finding);
const record: Look = async ({ app }) => found('record', await app.get(Machinery).record());
const anchors: Look = async ({ app }) => found('anchors', await app.get(LeavingLook).anchors());
const rootZone: Look = async ({ app }) => found('root zone', await app.get(Readiness).rootZone());
const mailServers: Look = async ({ app }) => found('mail names', await app.get(Readiness).mailServers());
const contacts: Look = async ({ app }) => found('directory', await app.get(Readiness).contacts());

const found = (name: string, { state, text, todo }: HealthFinding): Finding => ({
  name,
  state,
  text: todo === null ? text : `${text}: ${todo}`,
});

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
  if (url.startsWith('mx:')) return { name: 'mail', state: 'ok', text: `goes to ${takerOf(url)}` };
  const greeting = await relayGreets(url, LIMIT);
  return { name: 'mail', state: greeting.ok ? 'ok' : 'bad', text: greeting.text };
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
