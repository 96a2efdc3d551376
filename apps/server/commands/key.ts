import { existsSync } from 'node:fs';
import { Audit } from '#libs/access';
import { Transactions } from '#libs/database';
import { rotateSigningKeyFiles } from '#libs/mail';
import { textOfKey } from '#libs/timeline';
import { CONFIG } from '../process/settings.ts';
import type { Config } from '#config/config';
import { acceptAccessKey, accessKeyFileOf, openOrMakeAccessKey } from '../own-keys/access-key-file.ts';
import { changeRecordKey, recordKeyFileOf } from '../own-keys/record-key-file.ts';
import { keyFilesOf, openOwnKey, ownKeyOf, publishKey, publishParts } from '../own-keys/own-key.ts';
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

/** What was taken. `words`: what is to be done now. */
interface Accepted {
  fingerprint: string;
  words: string;
  json?: Record<string, unknown>;
}

/** Takes the key file of this machine, made where there is none, in place of what the database knows. */
export async function acceptKey(
  { app }: Service,
  { old }: { old?: string },
  [given]: string[],
): Promise<CommandAnswer> {
  const config = app.get<Config>(CONFIG);
  const which = given === 'access' || given === 'record' ? given : 'signing';
  if (old !== undefined && which !== 'record')
    throw new CommandRefused('--old is for the key of the record alone. Nothing was changed.');
  const { fingerprint, words, json } = await ACCEPTING[which](config, app.get(Transactions), old);
  await app.get(Audit).add({
    type: 'key.accepted',
    actor: { kind: 'system', name: 'dnscert' },
    subject: { kind: 'key', id: fingerprint },
    data: { which },
  });
  return { text: words, json: { which, fingerprint, ...json } };
}

async function acceptSigning(config: Config, { reader }: Transactions): Promise<Accepted> {
  const key = await openOwnKey(config);
  await publishKey(reader, key);
  return {
    fingerprint: key.fingerprint,
    words: `From now on ${key.fingerprint} signs, from ${keyFilesOf(config).keyFile}. Tell those who hold the old key by a way they trust.`,
  };
}

async function acceptAccess(config: Config, { reader }: Transactions): Promise<Accepted> {
  const key = await openOrMakeAccessKey(config);
  await acceptAccessKey(reader, key);
  const { fingerprint } = key;
  return {
    fingerprint,
    words: `From now on ${fingerprint} is the access key, from ${accessKeyFileOf(config)}. Start every web process with this file.`,
  };
}

async function acceptRecord(config: Config, transactions: Transactions, old?: string): Promise<Accepted> {
  const { signer, vouchedBy, before } = await transactions.run((tx) => changeRecordKey(config, tx, old));
  const lines = [
    `From now on ${signer.text} signs the record, from ${recordKeyFileOf(config)}. Start the workers anew.`,
    ...vouchedBy.map((key) => `${textOfKey(key)} vouches for it: exports say so to whoever trusts that one.`),
  ];
  if (vouchedBy.length === 0 && before !== null)
    lines.push(
      `Nothing vouches for it: whoever trusts ${textOfKey(before)} must be told by another way. With the file of that key at hand: dnscert key accept record --old FILE`,
    );
  lines.push('Tell those who keep heads of the log by a way they trust.');
  return {
    fingerprint: signer.text,
    words: lines.join('\n'),
    json: { vouchedBy: vouchedBy.map(textOfKey) },
  };
}

const ACCEPTING = { access: acceptAccess, signing: acceptSigning, record: acceptRecord };

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
