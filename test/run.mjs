// The whole test run: tools, format, lint, boundaries, types, unit, end to end on both queue backends. Ends with one line
// `N passed, N failed, N skipped` over all of them, and a non-zero exit when anything failed.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** What npm does not bring: program, Debian package, what goes untested without it. */
const TOOLS = [
  ['redis-server', 'redis-server', 'everything on Redis queues'],
  ['gpg', 'gnupg', 'mails as GnuPG sees them'],
  ['sqop', 'sqop', 'mails as Sequoia sees them'],
  ['rnp', 'rnp', 'mails as RNP sees them'],
  ['gosop', 'gosop', 'mails as gopenpgp sees them'],
  ['pgpainless-cli', 'pgpainless-cli', 'mails as PGPainless sees them'],
];
const STEPS = [
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.']],
  [
    'boundaries',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'libs',
      'config',
      'test',
    ],
  ],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
];
/** ms; .ci/run must end within 40 minutes. */
const JEST_LIMIT = 33 * 60_000;

const isHere = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Installs what is missing where we are root and there is apt; else says what goes untested. */
function bringTools() {
  const missing = TOOLS.filter(([program]) => !isHere(program));
  if (missing.length > 0 && process.getuid?.() === 0 && isHere('apt-get')) {
    const packages = missing.map(([, name]) => name);
    console.log(`Installing ${packages.join(', ')} with apt-get.`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    // One by one: a package that this release lacks must not keep the others away.
    for (const name of packages)
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
        stdio: 'ignore',
        env,
      });
  }
  return TOOLS.filter(([program]) => !isHere(program));
}

function runSteps() {
  let failed = 0;
  for (const [name, args] of STEPS) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
    if (status === 0) continue;
    failed += 1;
    console.log(stdout, stderr);
  }
  return { passed: STEPS.length - failed, failed, skipped: 0 };
}

async function runJest(projects) {
  const folder = mkdtempSync(join(tmpdir(), 'dnscert-jest-'));
  const file = join(folder, 'result.json');
  const args = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--maxWorkers=2',
    '--json',
    `--outputFile=${file}`,
    '--selectProjects',
    ...projects,
  ];
  let said = '';
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-200_000);
    process.stderr.write(chunk);
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), JEST_LIMIT);
  const code = await new Promise((ended) => child.once('close', ended));
  clearTimeout(limit);
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const broken = result.testResults.filter(
      ({ assertionResults, status }) =>
        status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
    ).length;
    // What a test leaves open (a pool, a worker, a server) is a fault of the code under test.
    const leaked = /did not exit|failed to exit gracefully/.test(said) ? 1 : 0;
    if (leaked > 0) console.log('FAILED  something was left open after the tests');
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + broken + leaked,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    console.log(`FAILED  jest ended with ${code} and no result`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const missing = bringTools();
const build = spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
const counts = [
  { passed: build.status === 0 ? 1 : 0, failed: build.status === 0 ? 0 : 1, skipped: 0 },
  runSteps(),
];
const withRedis = !missing.some(([program]) => program === 'redis-server');
counts.push(await runJest(['unit', 'e2e-postgres', ...(withRedis ? ['e2e-redis'] : [])]));
if (missing.length > 0) {
  console.log('\nSkipped, because these programs are not installed:');
  for (const [program, name, what] of missing) console.log(`  ${what}: ${program} (Debian package ${name})`);
}
const sum = (field) => counts.reduce((total, one) => total + one[field], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped') + missing.length} skipped`);
process.exit(sum('failed') === 0 ? 0 : 1);
