/**
 * `npm run faults -- [--seed N] [--minutes M] [--queues postgres|redis] [--quick] [--mail]`: kills and crashes under load, on
 * each queue backend, against real processes; then an oracle. One JSON line a backend; exit 1 when any promise was broken.
 * With --mail it is the mail relay that fails, in every way at once, ten minutes unless said otherwise (`mail/`).
 *
 * options · plan · random   which faults when, the same for the same seed
 * chaos                     does them
 * reporter · notifier       the clients, and what they were `told`
 * recovery                  waits until no work is open
 * oracle                    told ⊆ rows = sink
 */
import { runAndTidy, undoAll } from '../harness/undo.ts';
import { runMailFaults } from './mail/run.ts';
import { readOptions } from './options.ts';
import { runFaults } from './run.ts';

const SHOWN_VIOLATIONS = 30;

await runAndTidy(async () => {
  const options = readOptions(process.argv.slice(2));
  console.error(
    `faults: --seed ${options.seed} --minutes ${options.minutes}${options.quick ? ' --quick' : ''}${options.mail ? ' --mail' : ''}`,
  );
  let broken = 0;
  for (const queues of options.queues) {
    const outcome = await (options.mail ? runMailFaults : runFaults)(options, queues);
    if (outcome === null) {
      console.log(JSON.stringify({ queues, skipped: 'redis-server is not installed' }));
      continue;
    }
    const { violations, ...summary } = outcome;
    broken += violations.length;
    console.log(
      JSON.stringify({
        ...summary,
        ok: violations.length === 0,
        violations: violations.slice(0, SHOWN_VIOLATIONS),
        moreViolations: Math.max(0, violations.length - SHOWN_VIOLATIONS),
      }),
    );
    await undoAll();
  }
  return broken === 0 ? 0 : 1;
});
