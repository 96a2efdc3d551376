import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { CHECKOUT } from './harness/checkout.ts';
import { QUEUES } from './harness/service.ts';

/** ms: a good minute by itself, more where the machine is shared. */
const LIMIT = 240_000;

describe(`kills and crashes under load (queues on ${QUEUES})`, () => {
  it(
    'lose no report and no mail, mail nobody else, and leave the record whole',
    async () => {
      await run('build.mjs');
      const { code, output } = await run('dist/test/faults/index.js', '--quick', '--queues', QUEUES);
      const summary = JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
      expect(summary).toMatchObject({ ok: true, lost: 0, wrongRecipients: 0, violations: [] });
      expect(code).toBe(0);
    },
    LIMIT,
  );
});

/** The runner is a program of its own: its kills and crashes must not reach the processes of the test run. */
async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd: CHECKOUT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, output };
}
