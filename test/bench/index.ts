/**
 * `npm run bench -- intake|way|fanout|list|…|all`: each speed of promises.md beside its bare limit, one JSON line a figure. Servers,
 * sink and service are processes of their own on loopback; all of them are gone at the end. See README.md for what came out.
 */
import { runAndTidy, undoAll } from '../harness/undo.ts';
import { board } from './board.ts';
import { benchConsole } from './console.ts';
import { deadlines } from './deadlines.ts';
import { emergency } from './emergency.ts';
import { facing } from './facing.ts';
import { fanout } from './fanout.ts';
import { impact } from './impact.ts';
import { inbound } from './inbound.ts';
import { intake } from './intake.ts';
import { list } from './list.ts';
import { record } from './record.ts';
import { lists } from './lists.ts';
import { rootzone } from './rootzone.ts';
import { slices } from './slices.ts';
import { start } from './start.ts';
import { way } from './way.ts';

const BENCHES: Record<string, () => Promise<void>> = {
  board,
  intake,
  way,
  fanout,
  inbound,
  facing,
  list,
  deadlines,
  emergency,
  impact,
  lists,
  rootzone,
  record,
  slices,
  start,
  console: benchConsole,
};

await runAndTidy(async () => {
  const [name = ''] = process.argv.slice(2);
  const names = name === 'all' ? Object.keys(BENCHES) : [name];
  for (const each of names) {
    const bench = BENCHES[each];
    if (bench === undefined) {
      console.error(`There is no bench "${each}"; there are ${Object.keys(BENCHES).join(', ')} and all.`);
      return 2;
    }
    await bench();
    await undoAll();
  }
  return 0;
});
