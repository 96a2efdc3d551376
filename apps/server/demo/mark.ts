import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How far the demo of a data folder is. */
export type DemoState = 'seeding' | 'seeded' | 'telling' | 'told';

/** Says that a data folder is the demo's, which nothing else may be reset. Tokens are the demo's own; mode 0600. */
export interface DemoMark {
  state: DemoState;
  at: string;
  tokens: Record<string, string>;
  /** Number and id of the incident that the story is about. */
  incident: { id: string; number: string } | null;
}

export const markFile = (dataDir: string) => join(dataDir, 'demo.json');

export async function readMark(dataDir: string): Promise<DemoMark | null> {
  const text = await readFile(markFile(dataDir), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as DemoMark);
}

export async function writeMark(dataDir: string, mark: Omit<DemoMark, 'at'>): Promise<void> {
  const file = markFile(dataDir);
  const text = JSON.stringify({ ...mark, at: new Date().toISOString() }, null, 2);
  await writeFile(`${file}.part`, `${text}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}
