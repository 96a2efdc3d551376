import { existsSync } from 'node:fs';
import { Transactions } from '#libs/database';
import { CONFIG } from '../settings.ts';
import type { Config } from '#config/config';
import { keyFilesOf, openOwnKey, publishKey } from '../own-key.ts';
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
  const key = await openOwnKey(config);
  await publishKey(app.get(Transactions), key);
  return { text: `Made ${key.fingerprint} in ${keyFile}.`, json: { fingerprint: key.fingerprint } };
}

async function published(transactions: Transactions): Promise<{ fingerprint: string; armored: string }> {
  const [row] = await transactions.reader.query<{ fingerprint: string; armored: string }[]>(
    'SELECT fingerprint, armored FROM published_keys ORDER BY published_at DESC LIMIT 1',
  );
  if (row === undefined)
    throw new CommandRefused('There is no key yet: start the service once, or run "dnscert key generate".');
  return row;
}
