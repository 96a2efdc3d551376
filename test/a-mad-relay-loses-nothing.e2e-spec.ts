import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { certificateIfPossible } from './fixtures/certificates.ts';
import { CHECKOUT } from './harness/checkout.ts';
import { QUEUES } from './harness/service.ts';

/** ms: some fifty seconds by itself, more where the machine is shared. */
const LIMIT = 240_000;
const suite = certificateIfPossible('IP:127.0.0.1') === null ? describe.skip : describe;

/** The same for ten minutes: `npm run faults -- --mail`. */
suite(`all faults of a relay at once (queues on ${QUEUES})`, () => {
  it(
    'leave each delivery where a person sees it, and nothing is lost, sent twice without need, or read by others',
    async () => {
      await run('build.mjs');
      const { code, output } = await run(
        'dist/test/faults/index.js',
        '--mail',
        '--quick',
        '--queues',
        QUEUES,
      );
      const summary = JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
      expect(summary).toMatchObject({ ok: true, violations: [] });
      expect(summary['mails']).toBeGreaterThan(20);
      expect(code).toBe(0);
    },
    LIMIT,
  );
});

/** The runner is a program of its own, as with `faults-lose-nothing`. */
async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd: CHECKOUT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, output };
}
