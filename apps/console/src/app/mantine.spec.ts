import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const source = fileURLToPath(new URL('..', import.meta.url));
const styles = fileURLToPath(new URL('../../../../node_modules/@mantine/core/styles', import.meta.url));

/** Names that a file takes from Mantine, types left out. */
function componentsOf(text: string): string[] {
  return [...text.matchAll(/import\s*{([^}]*)}\s*from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^[A-Z]/.test(name)),
  );
}

it('has the styles of every component that a page uses, in mantine.css or beside the component', () => {
  const all = readFileSync(join(source, 'app', 'mantine.css'), 'utf8');
  const missing = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const text = readFileSync(join(source, file), 'utf8');
      return componentsOf(text)
        .filter((name) => existsSync(join(styles, `${name}.css`)))
        .filter((name) => ![all, text].some((where) => where.includes(`@mantine/core/styles/${name}.css'`)))
        .map((name) => `${file}: ${name}`);
    });
  expect(missing).toEqual([]);
});
