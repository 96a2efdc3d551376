import { Sweeper } from '#libs/queue';
import type { Service } from '../service.ts';
import type { CommandAnswer } from './run.ts';

/** Rings for work that is due; a running worker takes it up. */
export async function sweep({ app }: Service): Promise<CommandAnswer> {
  const swept = await app.get(Sweeper).sweep();
  return swept === null
    ? { text: 'Another process is sweeping just now.', json: { rung: 0, busy: true } }
    : { text: `Rang for ${swept.rung} rows.`, json: { rung: swept.rung, busy: false } };
}
