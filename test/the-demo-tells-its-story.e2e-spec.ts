import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CHECKOUT } from './harness/checkout.ts';
import { freePort } from './harness/servers.ts';

const run = promisify(execFile);
/** ms; filling the directory and telling the story on a busy machine. */
const PATIENCE = 180_000;

describe('the demo', () => {
  let dataDir: string;
  let port: number;
  let story: string;

  const demo = async (): Promise<string> => {
    const { stdout } = await run(
      process.execPath,
      [join(CHECKOUT, 'dist/apps/server/demo/main.js'), '--once', '--rootzone', 'made'],
      {
        // A relay that must not be used, and one that nobody could reach.
        env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), SMTP_URL: 'smtp://relay.invalid:25' },
        timeout: PATIENCE,
      },
    );
    return stdout;
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dnscert-demo-'));
    port = await freePort();
    await run(process.execPath, ['build.mjs'], { cwd: CHECKOUT });
    story = await demo();
  }, PATIENCE);
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('fills a directory of real size', () => {
    expect(story).toMatch(/; 1[45]\d\d TLDs, 1\d{3} of them signed/);
    expect(story).toMatch(/Directory: 9\d\d operators, \d{4} contacts, all under \.example/);
  });

  it('tells past incidents as facts with their source, and knows a planned change from a hijack', () => {
    expect(story).toContain('https://ianix.com/pub/dnssec-outages/20220322-au');
    expect(story).toMatch(/medium, dnssec-validation-failure/);
    expect(story).toMatch(/medium, ddos/);
    expect(story).toMatch(/high, registry-hijack/);
    expect(story).toMatch(/info, operational-change/);
  });

  it('shows who else is touched, joins the second report, and leaves silence as silence', () => {
    const [, touched = '', told = '', answered = '', silent = ''] =
      /: (\d+) touched, (\d+) told, (\d+) answered, (\d+) silent/.exec(story) ?? [];
    expect(Number(touched)).toBeGreaterThanOrEqual(5);
    expect(told).toBe(touched);
    expect(Number(answered)).toBe(Number(touched) - 1);
    expect(silent).toBe('1');
    expect(story).toMatch(/1 of \d/);
    const [, opened = 'none'] = /Triage opens incident #(\d{4}-\d{6})/.exec(story) ?? [];
    expect(story).toContain(`is joined to #${opened}; no second incident`);
    expect(story).toMatch(/told, silent for \d+ s/);
    expect(story).toContain('gets 404');
  });

  it('ends with a record that is whole', () => {
    expect(story).toMatch(/incident\.state_changed: monitoring/);
    expect(story).toMatch(/The record is whole: \d+ streams, \d+ entries/);
  });

  it('mails nobody outside the names that are reserved for such things, and never uses the relay', async () => {
    expect(story).toMatch(/publishes it: A\d{4}-0001, TLP:CLEAR/);
    expect(story).toContain('SMTP_URL is ignored');
    const folder = join(dataDir, 'mail', 'new');
    const mails = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')),
    );
    expect(mails.length).toBeGreaterThan(15);
    const recipients = mails.map((mail) => /^To: .*?([^<\s]+@[^>\s]+)>?\r$/m.exec(mail)?.[1] ?? 'nobody');
    expect(recipients.filter((address) => !/\.(example|test|invalid)$/.test(address))).toEqual([]);
  });

  it(
    'is neither filled nor told twice',
    async () => {
      const before = await readdir(join(dataDir, 'mail', 'new'));
      const again = await demo();
      expect(again).toContain('is not told twice');
      expect(again).not.toContain('Filling it');
      expect(again).toContain('Where to look');
      expect(await readdir(join(dataDir, 'mail', 'new'))).toEqual(before);
    },
    PATIENCE,
  );
});
