import { basename } from 'node:path';
import type { RootZoneDifference, RootZoneSummary } from '#libs/operators';
import { differenceOf, readRootZone, RootZoneFault, RootZones } from '#libs/operators';
import { CONFIG } from '../process/settings.ts';
import type { Config } from '#config/config';
import type { Service } from '../service.ts';
import { CommandRefused } from './run.ts';
import type { CommandAnswer } from './run.ts';

export async function importRootZone(
  { app }: Service,
  _options: Record<string, unknown>,
  [file = '']: string[],
): Promise<CommandAnswer> {
  const zone = await readRootZone(file).catch((error: unknown) => {
    if (error instanceof RootZoneFault)
      throw new CommandRefused(
        `${file}, line ${error.line}: ${error.message.replace(/\.?$/, '.')} Nothing was imported.`,
      );
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new CommandRefused(`There is no file ${file}.`);
    throw error;
  });
  return keptAnswer(await app.get(RootZones).keep(zone, basename(file)));
}

export async function fetchRootZone({ app }: Service, { url }: { url?: string }): Promise<CommandAnswer> {
  const address = url ?? app.get<Config>(CONFIG).ROOT_ZONE_URL;
  if (address === undefined) throw new CommandRefused('Say where from: --url ADDRESS, or set ROOT_ZONE_URL.');
  try {
    const kept = await app.get(RootZones).fetch(address);
    return kept === null
      ? { text: 'Not modified since the last fetch; nothing was changed.', json: { unchanged: true } }
      : keptAnswer(kept);
  } catch (error) {
    if (error instanceof RootZoneFault)
      throw new CommandRefused(
        `${address}, line ${error.line}: ${error.message.replace(/\.?$/, '.')} Nothing was imported.`,
      );
    throw error;
  }
}

export async function listRootZones({ app }: Service): Promise<CommandAnswer> {
  const summaries = await app.get(RootZones).summaries();
  return {
    text: summaries.length === 0 ? 'No root zone was imported yet.' : summaries.map(line).join('\n'),
    json: summaries,
  };
}

export async function diffRootZones(
  { app }: Service,
  _options: Record<string, unknown>,
  args: string[],
): Promise<CommandAnswer> {
  const [older, newer] = args.map(Number);
  const zones = app.get(RootZones);
  const difference = differenceOf(await zones.zone(older ?? 0), await zones.zone(newer ?? 0));
  return { text: differenceText(difference), json: difference };
}

function keptAnswer(kept: RootZoneSummary & { isNew: boolean }): CommandAnswer {
  return { text: `${kept.isNew ? 'Imported' : 'Already here'}: ${line(kept)}`, json: kept };
}

function line(summary: RootZoneSummary): string {
  return `root zone ${summary.serial}: ${summary.tlds} TLDs, ${summary.nameservers} NS, ${summary.ds} DS in ${summary.signedTlds} zones, from ${summary.source}`;
}

function differenceText(difference: RootZoneDifference): string {
  const lines = [
    `From ${difference.older} to ${difference.newer}:`,
    ...difference.tldsAdded.map((label) => `  + .${label} was added`),
    ...difference.tldsRemoved.map((label) => `  - .${label} was removed`),
    ...difference.changed.map(
      (change) =>
        `  ~ .${change.label}: ${[
          ...change.serversAdded.map((name) => `+NS ${name}`),
          ...change.serversRemoved.map((name) => `-NS ${name}`),
          ...change.dsAdded.map(({ keyTag }) => `+DS ${keyTag}`),
          ...change.dsWithdrawn.map(({ keyTag }) => `-DS ${keyTag}`),
        ].join(
          ', ',
        )}${change.allServersReplaced ? ' (ALL SERVERS REPLACED)' : ''}${change.allDsWithdrawn ? ' (ALL DS WITHDRAWN)' : ''}`,
    ),
    ...difference.readdressed.map(({ name }) => `  ~ server ${name} has other addresses`),
  ];
  return lines.length === 1 ? `${lines[0] ?? ''} nothing changed.` : lines.join('\n');
}
