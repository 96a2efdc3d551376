import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { STATUS } from './problem.filter.ts';

const server = fileURLToPath(new URL('..', import.meta.url));
const words = (language: 'en' | 'fr') => {
  const file = join(server, '..', 'console', 'src', 'words', language, 'faults.json');
  const rooms = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  return new Map(
    Object.entries(rooms).flatMap(([room, texts]) =>
      Object.entries(texts).map(([name, text]): [string, string] => [`${room}.${name}`, text]),
    ),
  );
};

/** Codes that the server itself refuses with, as they stand in its files. */
const OWN = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => [
    ...readFileSync(join(server, file), 'utf8').matchAll(
      /new RequestRefused\(\s*[^,]+,\s*'([a-z_]+\.[a-z_0-9]+)'/g,
    ),
  ])
  .map(([, code = '']) => code);
const NEEDED = ['incident', 'contact', 'user', 'advisory', 'list', 'rota'].map(
  (noun) => `${noun}.version_needed`,
);
const CODES = [...new Set([...Object.keys(STATUS), ...OWN, ...NEEDED, 'public.busy'])].sort();
const [en, fr] = [words('en'), words('fr')];

describe('what the service refuses', () => {
  it('is found in its files', () =>
    expect(OWN).toEqual(expect.arrayContaining(['request.invalid', 'service.fault'])));

  it('is said in French in the console, code by code', () =>
    expect(CODES.filter((code) => !fr.has(code))).toEqual([]));

  it('has words in the console for no code that is gone, and for a moment to wait', () => {
    const said = [...new Set([...en.keys(), ...fr.keys()])].filter((code) => code !== 'wait.moment');
    expect(said.filter((code) => !CODES.includes(code))).toEqual([]);
    expect([en.has('wait.moment'), fr.has('wait.moment')]).toEqual([true, true]);
  });

  it('leaves no blank open that nobody fills', () => {
    const blanks = [...en.values(), ...fr.values()].flatMap((text) =>
      [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name),
    );
    expect([...new Set(blanks)].sort()).toEqual(['detail', 'wait']);
  });
});
