import { resolve } from 'node:path';
import { z } from 'zod';

/** What one process does; a single process does all. */
export const PROCESS_ROLES = ['web', 'worker', 'inbound'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

export const AUTO_NOTIFY_LEVELS = ['off', 'critical', 'high', 'medium', 'low', 'info'] as const;

const port = z.coerce
  .number({ error: 'must be a port number' })
  .int('must be a port number')
  .min(0, 'must be a port number')
  .max(65_535, 'must be a port number');

const addressOf = (...schemes: string[]) =>
  z.string().refine(
    (text) => {
      const scheme = /^([a-z][a-z0-9+]*):\/\/[^\s]+$/.exec(text)?.[1];
      return scheme !== undefined && schemes.includes(scheme);
    },
    `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  );

/** Where plain http is safe: the request never leaves the machine. */
const isLoopback = (address: string) =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.parse(address)?.hostname ?? '');

/** Pages say who is on duty: over https, save to this very machine. */
const pagingAddress = addressOf('http', 'https')
  .refine(
    (text) => text.startsWith('https:') || isLoopback(text),
    'must begin with https://; plain http is taken from loopback alone',
  )
  .optional();

/** A plain host name: it goes into Message-IDs and the EHLO greeting. */
const domainName = z.string().regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be a domain name');

const mailAddress = z.string().regex(/^[^\s@<>"(),:;[\]\\]+@[a-z0-9.-]+$/i, 'must be one mail address');

/** Requests a minute. */
const perMinute = z.coerce
  .number({ error: 'must be a number from 1 to 1000000' })
  .int('must be a number from 1 to 1000000')
  .min(1, 'must be a number from 1 to 1000000')
  .max(1_000_000, 'must be a number from 1 to 1000000');

/**
 * The environment, one variable a key. `describe` feeds `config/env.md`; a test keeps that file true.
 * A variable set to nothing counts as unset.
 */
export const environment = z.object({
  PORT: port.default(3000).describe('Where the web role listens. 0 picks a free port and prints it.'),
  HOST: z.string().optional().describe('Address to listen on. Unset: every address of the machine.'),
  PUBLIC_URL: addressOf('http', 'https')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional()
    .describe(
      'How people reach the service; goes into links of mails, and passkeys are bound to its host name (not an IP address). Unset: `http://localhost:PORT`.',
    ),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path))
    .describe(
      'Folder for the embedded PostgreSQL, captured mail, keys and attachments. Web processes on several machines need one `attachments` folder.',
    ),
  ROLES: z
    .string()
    .default('web,worker,inbound')
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(
      z.array(z.enum(PROCESS_ROLES, { error: `must be a list out of ${PROCESS_ROLES.join(', ')}` })).min(1),
    )
    .describe('What this process does: any of `web`, `worker`, `inbound`, joined by commas.'),
  DATABASE_URL: addressOf('postgres', 'postgresql')
    .optional()
    .describe(
      'PostgreSQL 14 or newer. Unset: an embedded server in DATA_DIR, started and stopped with the process.',
    ),
  DATABASE_POOL: z.coerce
    .number({ error: 'must be a number from 2 to 200' })
    .int()
    .min(2, 'must be a number from 2 to 200')
    .max(200, 'must be a number from 2 to 200')
    .default(20)
    .describe(
      'How many connections one process opens for its own work; queues on PostgreSQL take about 25 more in a worker.',
    ),
  REDIS_URL: addressOf('redis', 'rediss', 'redis+sentinel', 'redis+cluster')
    .optional()
    .describe(
      'Redis or Valkey for the queues: `redis://`, `rediss://`, `redis+sentinel://name@h1:p1,h2:p2`, `redis+cluster://h1:p1,h2:p2`. Unset: queues in PostgreSQL.',
    ),
  SMTP_URL: addressOf('smtp', 'smtps', 'mx')
    .optional()
    .describe(
      'The relay that takes our mail, `smtp://user:password@relay.example:587?starttls=required`. `starttls` is `opportunistic` (TLS where it is offered, and demanded of a server that offered it before; the default), `each-time` (where it is offered, whatever was before), `required` (the default with a password) or `off`; a certificate that is not good for the name keeps mail back. `mx://direct` hands each mail to the servers of its recipient instead, which are remembered for times when names do not resolve. Unset: mail is captured as a Maildir in DATA_DIR/mail.',
    ),
  SMTP_CA_FILE: z
    .string()
    .optional()
    .describe(
      "Certificate authorities in PEM that the relay's certificate must come from. Unset: those that Node.js knows.",
    ),
  MAIL_DOMAIN: domainName
    .default('localhost.localdomain')
    .describe('Our mail domain: Message-ID, reply and bounce addresses.'),
  MAIL_FROM: mailAddress
    .optional()
    .describe('Sender of every mail and user id of the signing key. Unset: `cert@MAIL_DOMAIN`.'),
  INBOUND_SMTP_PORT: port
    .optional()
    .describe(
      'Where mail comes in, in the role `inbound`: `report@`, `reply+…@` and `bounce+…@` MAIL_DOMAIN, and MAIL_FROM. Unset: off; 0: any free port.',
    ),
  INBOUND_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address on which mail comes in; loopback alone unless said.'),
  INBOUND_PROTOCOL: z
    .enum(['smtp', 'lmtp'], { error: 'must be smtp or lmtp' })
    .default('smtp')
    .describe('What the mail server in front speaks to us.'),
  INBOUND_MAX_BYTES: z.coerce
    .number({ error: 'must be a whole number from 65536 to 26214400' })
    .int('must be a whole number from 65536 to 26214400')
    .min(65_536, 'must be a whole number from 65536 to 26214400')
    .max(26_214_400, 'must be a whole number from 65536 to 26214400')
    .default(10_485_760)
    .describe('Bytes of the largest mail that is taken in.'),
  DKIM_KEY_FILE: z
    .string()
    .optional()
    .describe(
      'RSA key in PEM (2,048 to 4,096 bits), mode 0600: each mail gets a DKIM signature of DKIM_DOMAIN. Unset: none; a relay may sign.',
    ),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i, 'must be a selector such as cert2026')
    .optional()
    .describe('The public half of that key stands in the DNS at `DKIM_SELECTOR._domainkey.DKIM_DOMAIN`.'),
  DKIM_DOMAIN: domainName
    .optional()
    .describe('The domain that answers for our mail. Unset: the one of MAIL_FROM.'),
  INBOUND_IMAP_URL: addressOf('imap', 'imaps')
    .optional()
    .describe(
      'A mailbox to fetch mail from, in the role `inbound`, where no mail server can hand it to us: `imaps://user:password@imap.example/INBOX?move=Done`. Without `move` mail stays there and is marked as seen; `every` is in seconds (30); with `imap:` STARTTLS is required unless `starttls=off` or on loopback. Unset: off.',
    ),
  SIGNING_KEY_FILE: z
    .string()
    .optional()
    .describe('Armoured OpenPGP secret key, mode 0600. Unset: made at first start in DATA_DIR/keys.'),
  SIGNING_KEY_PASSPHRASE_FILE: z
    .string()
    .optional()
    .describe(
      'File with the passphrase of that key, mode 0600. Unset: made at first start in DATA_DIR/keys.',
    ),
  ACCESS_KEY_FILE: z
    .string()
    .optional()
    .describe(
      'Key of the secrets of authenticator apps, mode 0600; every process with the web role needs the same one. Unset: made at first start in DATA_DIR/keys.',
    ),
  RECORD_KEY_FILE: z
    .string()
    .optional()
    .describe(
      "Ed25519 key in PEM that signs the head of the record's log, mode 0600. A worker without it seals nothing; one that has it is enough. Unset: made at first start in DATA_DIR/keys.",
    ),
  RECORD_ANCHOR_TO: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(mailAddress).max(20))
    .optional()
    .describe(
      "Addresses outside of this house that get the head of the record's log once a day, by signed mail, joined by commas; a list will do. Unset: it stands at `/record/anchors` alone.",
    ),
  RECORD_TIMESTAMP_URL: addressOf('http', 'https')
    .optional()
    .describe('A timestamp server (RFC 3161) that signs when that head was there. Unset: none.'),
  RECORD_TIMESTAMP_CA_FILE: z
    .string()
    .optional()
    .describe(
      'File with certificates in PEM, of which one must stand above that of the timestamp server. Unset: the signature is checked, but not whose it is.',
    ),
  CERT_PROFILE_FILE: z
    .string()
    .optional()
    .describe(
      'JSON file with who you are, for the page at /rfc2350; fields as in `config/cert.json`, each of which it may leave out. Unset: that file.',
    ),
  CONTACT_PACK_DAY: z.coerce
    .number({ error: 'must be a number from 1 to 28' })
    .int('must be a number from 1 to 28')
    .min(1, 'must be a number from 1 to 28')
    .max(28, 'must be a number from 1 to 28')
    .optional()
    .describe(
      'Day of the month, in UTC, from which the contact pack of that month is mailed to every contact that has a key, encrypted. Unset: none is sent.',
    ),
  OIDC_ISSUER: addressOf('http', 'https')
    .refine(
      (text) => text.startsWith('https:') || isLoopback(text),
      'must begin with https://; plain http is taken from loopback alone',
    )
    .optional()
    .describe(
      'OpenID provider by which people may sign in, as its discovery document names itself. Unset: none.',
    ),
  OIDC_CLIENT_ID: z.string().optional().describe('Our name at that provider.'),
  OIDC_CLIENT_SECRET_FILE: z
    .string()
    .optional()
    .describe('File with our secret at that provider, mode 0600.'),
  OIDC_NAME: z
    .string()
    .max(40, 'must have at most 40 characters')
    .optional()
    .describe('What people call that provider; stands on the button. Unset: its host name.'),
  AUTO_NOTIFY: z
    .enum(AUTO_NOTIFY_LEVELS, { error: `must be one of ${AUTO_NOTIFY_LEVELS.join(', ')}` })
    .default('critical')
    .describe('Lowest severity at which affected operators are told without a hand, or `off`.'),
  CLOSURE_SLICES: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('on')
    .describe(
      'Mail each operator its own part of the record, with its proofs, when an incident that touched it is closed.',
    ),
  MASS_SEND_OPERATORS: z.coerce
    .number({ error: 'must be a whole number from 0 to 100000' })
    .int('must be a whole number from 0 to 100000')
    .min(0, 'must be a whole number from 0 to 100000')
    .max(100_000, 'must be a whole number from 0 to 100000')
    .default(50)
    .describe(
      'A notice to more operators than this goes out only when a second person agrees; 0: every one.',
    ),
  PAGING_WEBHOOK_URL: pagingAddress.describe(
    'Gets a JSON object by POST for each page to our own people, who are told that way when something is overdue. https; plain http from loopback alone.',
  ),
  PAGING_NTFY_URL: pagingAddress.describe(
    'An ntfy server; each person sets a topic of their own (`PUT /api/v1/account/paging`).',
  ),
  PAGING_SMS_URL: pagingAddress.describe(
    'An SMS gateway that takes `{ "to", "text" }` as JSON by POST; each person sets their number.',
  ),
  PAGING_TOKEN_FILE: z
    .string()
    .optional()
    .describe(
      'File, mode 0600, with the token that is sent to them as `Authorization: Bearer`. Unset: none.',
    ),
  ROOT_ZONE_URL: addressOf('http', 'https')
    .optional()
    .describe(
      'Where `dnscert rootzone fetch` gets the root zone from. Public addresses and port 443 alone; loopback too, at any port and in plain http.',
    ),
  RATE_LIMIT_ACCOUNT: perMinute
    .default(60_000)
    .describe(
      'Requests a minute of one account, over all its tokens and sessions and all processes. High: the flood of an emergency must get through; it stops runaways.',
    ),
  RATE_LIMIT_TOKEN: perMinute.default(60_000).describe('Requests a minute of one token.'),
  RATE_LIMIT_ADDRESS: perMinute
    .default(6_000)
    .describe(
      'Requests a minute of one network (an IPv4 address, an IPv6 /64) that carry no valid token or session. They take nothing from those that do.',
    ),
  RATE_LIMIT_BAD_CREDENTIALS: perMinute
    .default(1_200)
    .describe('Requests a minute of one network with a token or session that opens nothing.'),
  MAIL_ONLY_DOMAINS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .optional()
    .describe(
      'When set, mail goes to addresses under these names alone (`.example .test`); any other is withheld. The demo sets it.',
    ),
  CANARIES: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('off')
    .describe(
      'Whether the service files a report of its own every five minutes and sees to it that it goes all the way; `/healthz/pipeline` tells when it does not. It is in no list and no figure.',
    ),
  CANARY_MAIL: mailAddress
    .optional()
    .describe('An address of our own that gets a mail of each canary. Unset: a canary sends no mail.'),
  HEARTBEAT_URL: addressOf('http', 'https')
    .optional()
    .describe(
      'Address of a watcher elsewhere, asked once a minute by the role `worker` while the pipeline is well; it tells people when that stays away. Public addresses at ports 80 and 443; loopback too, at any port. Unset: none.',
    ),
  EVIDENCE_PAGE: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('off')
    .describe(
      'Whether everybody may read the evidence report of the last quarter at `/evidence`: no figure in it stands for fewer than five operators.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info')
    .describe('Least severe log line that is written.'),
});

export type Environment = z.output<typeof environment>;

/** The environment with what follows from it. */
export interface Config extends Omit<Environment, 'PUBLIC_URL' | 'MAIL_FROM' | 'DKIM_DOMAIN'> {
  PUBLIC_URL: string;
  MAIL_FROM: string;
  DKIM_DOMAIN: string;
  /** Version of this build, for User-Agent and the start line. */
  version: string;
}

/** Every fault of the environment at once; the process ends with exit code 2. */
export class ConfigFault extends Error {
  readonly code = 'config.invalid';
  constructor(readonly faults: { variable: string; message: string }[]) {
    super(faults.map((fault) => `${fault.variable} ${fault.message}`).join('\n'));
  }
}

const OIDC_NEEDS = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET_FILE'] as const;

/** @throws ConfigFault that names every variable at fault; values are not repeated, for they may hold passwords. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(environment.shape).flatMap((name) => {
      const value = env[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const read = environment.safeParse(given);
  if (!read.success) {
    throw new ConfigFault(
      read.error.issues.map((issue) => ({ variable: String(issue.path[0]), message: issue.message })),
    );
  }
  const config = read.data;
  const missing = OIDC_NEEDS.filter((name) => config.OIDC_ISSUER !== undefined && config[name] === undefined);
  if (missing.length > 0)
    throw new ConfigFault(missing.map((variable) => ({ variable, message: 'must be set with OIDC_ISSUER' })));
  if (config.DKIM_KEY_FILE !== undefined && config.DKIM_SELECTOR === undefined)
    throw new ConfigFault([{ variable: 'DKIM_SELECTOR', message: 'must be set with DKIM_KEY_FILE' }]);
  const mailFrom = config.MAIL_FROM ?? `cert@${config.MAIL_DOMAIN}`;
  return {
    ...config,
    PUBLIC_URL: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
    MAIL_FROM: mailFrom,
    DKIM_DOMAIN: config.DKIM_DOMAIN ?? mailFrom.slice(mailFrom.lastIndexOf('@') + 1),
    version: VERSION,
  };
}

const VERSION = '0.1.0';
