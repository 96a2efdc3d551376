import { existsSync } from 'node:fs';
import { Audit } from '#libs/access';
import { Transactions } from '#libs/database';
import { rotateSigningKeyFiles } from '#libs/mail';
import { CONFIG } from '../process/settings.ts';
import type { Config } from '#config/config';
import { acceptAccessKey, accessKeyFileOf, openOrMakeAccessKey } from '../own-keys/access-key-file.ts';
import { acceptRecordKey, recordKeyFileOf } from '../own-keys/record-key-file.ts';
import { keyFilesOf, openOwnKey, ownKeyOf, publishKey, publishParts } from '../own-keys/own-key.ts';
import type { Asks } from '../own-keys/own-key.ts';
import type { Service } from '../service.ts';
import { CommandRefused } from './run.ts';
import type { CommandAnswer } from './run.ts';

export async function showKey({ app }: Service): Promise<CommandAnswer> {
  const { fingerprint } = await published(app.get(Transactions));
  const config = app.get<Config>(CONFIG);
  return {
    text: `Fingerprint ${fingerprint}\nFile        ${keyFilesOf(config).keyFile}\nPublic key  ${config.PUBLIC_URL}/.well-known/dnscert.asc`,
    json: { fingerprint },
  };
}

export async function exportKey({ app }: Service): Promise<CommandAnswer> {
  const { armored, fingerprint } = await published(app.get(Transactions));
  return { text: armored.trimEnd(), json: { fingerprint, armored } };
}

export async function generateKey({ app }: Service): Promise<CommandAnswer> {
  const config = app.get<Config>(CONFIG);
  const { keyFile } = keyFilesOf(config);
  if (existsSync(keyFile))
    throw new CommandRefused(`There is a key already in ${keyFile}; nothing was changed.`);
  const [known] = await newestKeys(app.get(Transactions));
  if (known !== undefined)
    throw new CommandRefused(
      `This database has published the key ${known.fingerprint}: bring back its files. Where it is lost: dnscert key accept signing`,
    );
  const key = await openOwnKey(config);
  await publishKey(app.get(Transactions).reader, key);
  return { text: `Made ${key.fingerprint} in ${keyFile}.`, json: { fingerprint: key.fingerprint } };
}

/** New parts under the same primary key, which stays, and so does every earlier part. */
export async function rotateKey(
  { app }: Service,
  { validDays }: { validDays?: number },
): Promise<CommandAnswer> {
  const config = app.get<Config>(CONFIG);
  const transactions = app.get(Transactions);
  const { fingerprint } = await published(transactions);
  const { keyFile } = keyFilesOf(config);
  const own = existsSync(keyFile) ? await openOwnKey(config) : null;
  if (own?.fingerprint !== fingerprint)
    throw new CommandRefused(
      `The published key is ${fingerprint}, and ${keyFile} is not its file. Run this where the worker runs; nothing was changed.`,
    );
  const lastsFor = validDays === undefined ? undefined : validDays * 24 * 3_600;
  const { added } = await rotateSigningKeyFiles(ownKeyOf(config), lastsFor, async (rotated) =>
    publishParts(transactions.reader, fingerprint, rotated.armoredPublicKey),
  );
  await app.get(Audit).add({
    type: 'key.accepted',
    actor: { kind: 'system', name: 'dnscert' },
    subject: { kind: 'key', id: fingerprint },
    data: { which: 'signing', ...added },
  });
  return {
    text: [
      `The key ${fingerprint} has new parts; earlier ones stay, to read and verify with.`,
      `Signs       ${added.signing}`,
      `Reads       ${added.encryption}`,
      'Workers on this machine take it up with their next mail. Copy the file to every other worker now, and back it up.',
    ].join('\n'),
    json: { fingerprint, ...added },
  };
}

/** Takes the key file of this machine, made where there is none, in place of what the database knows. */
export async function acceptKey(
  { app }: Service,
  _options: Record<string, unknown>,
  [which]: string[],
): Promise<CommandAnswer> {
  const config = app.get<Config>(CONFIG);
  const transactions = app.get(Transactions);
  const { accept, words } = ACCEPTING[which === 'access' || which === 'record' ? which : 'signing'];
  const fingerprint = await accept(config, transactions.reader);
  await app.get(Audit).add({
    type: 'key.accepted',
    actor: { kind: 'system', name: 'dnscert' },
    subject: { kind: 'key', id: fingerprint },
    data: { which },
  });
  return {
    text: words(fingerprint, config),
    json: { which, fingerprint },
  };
}

async function acceptSigning(config: Config, database: Asks): Promise<string> {
  const key = await openOwnKey(config);
  await publishKey(database, key);
  return key.fingerprint;
}

async function acceptAccess(config: Config, database: Asks): Promise<string> {
  const key = await openOrMakeAccessKey(config);
  await acceptAccessKey(database, key);
  return key.fingerprint;
}

async function acceptRecord(config: Config, database: Asks): Promise<string> {
  return (await acceptRecordKey(config, database)).text;
}

const ACCEPTING = {
  access: {
    accept: acceptAccess,
    words: (fingerprint: string, config: Config) =>
      `From now on ${fingerprint} is the access key, from ${accessKeyFileOf(config)}. Start every web process with this file.`,
  },
  signing: {
    accept: acceptSigning,
    words: (fingerprint: string, config: Config) =>
      `From now on ${fingerprint} signs, from ${keyFilesOf(config).keyFile}. Tell those who hold the old key by a way they trust.`,
  },
  record: {
    accept: acceptRecord,
    words: (key: string, config: Config) =>
      `From now on ${key} signs the record, from ${recordKeyFileOf(config)}. Start the workers anew. Tell those who keep heads of the log by a way they trust.`,
  },
};

async function newestKeys(transactions: Transactions): Promise<{ fingerprint: string; armored: string }[]> {
  return transactions.reader.query(
    'SELECT fingerprint, armored FROM published_keys ORDER BY published_at DESC LIMIT 1',
  );
}

async function published(transactions: Transactions): Promise<{ fingerprint: string; armored: string }> {
  const [row] = await newestKeys(transactions);
  if (row === undefined)
    throw new CommandRefused('There is no key yet: start the service once, or run "dnscert key generate".');
  return row;
}
