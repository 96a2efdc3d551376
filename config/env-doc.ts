import { environment } from './config.ts';

/** The text of `config/env.md`: written from the schema, so that it cannot lie. `npm run env-doc` writes it. */
export function environmentDocument(): string {
  const rows = Object.entries(environment.shape).map(([name, schema]) => {
    const fallback = environment.shape[name as keyof typeof environment.shape].safeParse(undefined);
    const shown = fallback.success && fallback.data !== undefined ? defaultText(name, fallback.data) : '';
    return `| \`${name}\` | ${shown} | ${schema.description ?? ''} |`;
  });
  return [
    '# Environment',
    '',
    'Written from `config/config.ts` by `npm run env-doc`; a test compares them. Every fault is listed at start, and the process exits 2.',
    '',
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function defaultText(name: string, value: unknown): string {
  // The resolved path would name a folder of the machine that wrote the document.
  if (name === 'DATA_DIR') return '`./data`';
  return `\`${Array.isArray(value) ? value.join(',') : String(value)}\``;
}
