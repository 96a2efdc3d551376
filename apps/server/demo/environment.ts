import { readConfig } from '#config/config';
import type { Config } from '#config/config';
import { freePort, isFree } from './free-port.ts';

export type Variables = Record<string, string | undefined>;

/**
 * What the demo fixes whatever the environment says; empty counts as unset. Its passwords are known to everybody and its
 * people are made up, so it must never open a real database, reach a real mailbox or sign with a real key.
 */
const FIXED: Record<string, string> = {
  DATABASE_URL: '',
  REDIS_URL: '',
  ROLES: '',
  SMTP_URL: '',
  MAIL_DOMAIN: 'cert.example',
  MAIL_FROM: '',
  MAIL_ONLY_DOMAINS: '.example .test .invalid',
  SIGNING_KEY_FILE: '',
  SIGNING_KEY_PASSPHRASE_FILE: '',
  AUTO_NOTIFY: 'high',
  INBOUND_HOST: '127.0.0.1',
  INBOUND_IMAP_URL: '',
};

/** What it prefers where nothing is said: loopback, for the same reason, and a log that leaves the terminal to the story. */
const PREFERRED: Record<string, string> = {
  DATA_DIR: './data-demo',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'error',
  INBOUND_SMTP_PORT: '2525',
};

export interface DemoSettings {
  config: Config;
  /** The environment in which an admin command meets this same demo. */
  variables: Variables;
  /** Variables that were set and do not count here. */
  ignored: string[];
}

/** @throws ConfigFault when what is left of the environment has faults */
export function readDemoSettings(given: Variables = environmentOfProcess()): DemoSettings {
  const variables = { ...given, ...FIXED };
  for (const [name, value] of Object.entries(PREFERRED)) {
    if (isUnset(variables[name])) variables[name] = value;
  }
  const ignored = Object.keys(FIXED).filter((name) => !isUnset(given[name]) && given[name] !== FIXED[name]);
  return { config: readConfig(variables), variables, ignored };
}

/**
 * PORT 0 means any free one; it is picked before the start, because links in mails name it. Where another program has the port
 * for mail (a second demo), any free one does.
 */
export async function withPort(settings: DemoSettings): Promise<DemoSettings> {
  const { PORT, INBOUND_SMTP_PORT: inbound = 0 } = settings.config;
  const isTaken = inbound !== 0 && !(await isFree(inbound));
  if (PORT !== 0 && !isTaken) return settings;
  const variables = {
    ...settings.variables,
    ...(PORT === 0 ? { PORT: String(await freePort()) } : {}),
    ...(isTaken ? { INBOUND_SMTP_PORT: '0' } : {}),
  };
  return { ...settings, variables, config: readConfig(variables) };
}

const isUnset = (value: string | undefined) => value === undefined || value.trim() === '';

/** Read whole, because the demo changes it before `readConfig` judges it. */
function environmentOfProcess(): Variables {
  // eslint-disable-next-line no-restricted-properties -- handed to config/config.ts, which alone gives it a meaning
  return process.env;
}
