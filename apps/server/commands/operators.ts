import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Directory, readDirectory, readKeysOf } from '#libs/operators';
import type { Service } from '../service.ts';
import { CommandRefused } from './run.ts';
import type { CommandAnswer } from './run.ts';

export async function importOperators(
  { app }: Service,
  { despiteFreeze }: { despiteFreeze?: string },
  [file = '']: string[],
): Promise<CommandAnswer> {
  const bytes = await readFile(file).catch(() => {
    throw new CommandRefused(`${file} cannot be read.`);
  });
  const { operators, faults: rowFaults } = readDirectory(bytes, basename(file));
  const { keys, faults: keyFaults } = await readKeysOf(operators);
  const faults = [...rowFaults, ...keyFaults];
  if (faults.length > 0) {
    const lines = faults.map(
      ({ where, slug, message }) => `  ${where}${slug === undefined ? '' : ` (${slug})`}: ${message}`,
    );
    throw new CommandRefused(
      [`${file} has ${faults.length} faults; nothing was imported:`, ...lines].join('\n'),
    );
  }
  const counts = await app.get(Directory).import(operators, keys, despiteFreeze);
  return {
    text: `Imported ${file}: ${counts.operatorsAdded} operators added, ${counts.operatorsUpdated} updated; ${counts.contactsAdded} contacts added, ${counts.contactsUpdated} updated; ${counts.tldsAssigned} TLDs.`,
    json: counts,
  };
}
