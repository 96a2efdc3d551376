// The whole test run: tools, format, lint, boundaries, types, unit, end to end on both queue backends. Ends with one line
// `N passed, N failed, N skipped` over all of them, and a non-zero exit when anything failed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
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
  ['dkimverify', 'python3-dkim', 'DKIM signatures as another program sees them'],
  ['dovecot', 'dovecot-imapd', 'mail fetched by IMAP'],
  ['notmuch', 'notmuch', 'mails as a mail program shows them'],
  ['oathtool', 'oathtool', 'codes of a real authenticator'],
  ['xmllint', 'libxml2-utils', 'whether IODEF in XML is valid'],
  ['chromium', 'chromium', 'passkeys in a real browser'],
];
const STEPS = [
  ['lint', ['node_modules/eslint/bin/eslint.js', '.']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
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
  ['types of the console', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/console']],
];
/** ms; a run that hangs must end, and be told of within forty minutes. Two idle cores take less than thirty. */
const JEST_LIMIT = 38 * 60_000;

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

/** One after another, beside the first test files, which wait more than they work (harness/longest-first.js). */
async function runSteps() {
  let failed = 0;
  for (const step of STEPS) if (!(await runStep(step))) failed += 1;
  return { passed: STEPS.length - failed, failed, skipped: 0 };
}

/** @returns whether it found nothing wrong */
async function runStep([name, args]) {
  const began = Date.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${Math.round((Date.now() - began) / 1_000)} s)`);
  if (code !== 0) console.log(said, complained);
  return code === 0;
}

/** Runs jest and answers its test files with their counts; null when it gave no result. */
async function jest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'dnscert-jest-'));
  const file = join(folder, 'result.json');
  let said = '';
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      '--json',
      `--outputFile=${file}`,
      ...args,
    ],
    // What tests measure and count goes to their output.
    { cwd: root, stdio: ['ignore', 'inherit', 'pipe'] },
  );
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-200_000);
    process.stderr.write(chunk);
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), JEST_LIMIT - (Date.now() - startedAt));
  const code = await new Promise((ended) => child.once('close', ended));
  clearTimeout(limit);
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
    tellLongest(testResults);
    const files = testResults.map(countsOf);
    // What a file leaves open fails that file (harness/tidy-environment.js); here it is what the servers of all files left.
    return { files, leaked: /did not exit/.test(said) };
  } catch {
    console.log(`FAILED  jest ended with ${code} and no result`);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the time of a run goes: it has an end. */
function tellLongest(testResults) {
  const seconds = ({ startTime, endTime }) => Math.round((endTime - startTime) / 1_000);
  const longest = [...testResults].sort((a, b) => seconds(b) - seconds(a)).slice(0, 40);
  console.log('\nThe longest test files:');
  for (const one of longest)
    console.log(`${String(seconds(one)).padStart(5)} s  ${relative(root, one.name)}`);
}

function countsOf({ name, status, assertionResults }) {
  const count = (...states) => assertionResults.filter((one) => states.includes(one.status)).length;
  const failed = count('failed');
  // A file that could not even be loaded has no tests to fail.
  return {
    name,
    passed: count('passed'),
    failed: failed === 0 && status === 'failed' ? 1 : failed,
    skipped: count('pending', 'todo', 'skipped'),
  };
}

/**
 * Files that failed are run once more, alone: they start servers and wait for them, or measure, on machines that others load.
 * What needed that is named, and what fails twice has failed.
 */
async function runJest(projects) {
  const first = await jest(['--maxWorkers=2', '--selectProjects', ...projects]);
  if (first === null) return { passed: 0, failed: 1, skipped: 0 };
  const shaky = [...new Set(first.files.filter(({ failed }) => failed > 0).map(({ name }) => name))];
  const kept = first.files.filter(({ name }) => !shaky.includes(name));
  let leaked = first.leaked;
  if (shaky.length > 0) {
    console.log(`\nRun again, alone: ${shaky.map((name) => relative(root, name)).join(', ')}`);
    const second = await jest([
      '--maxWorkers=1',
      '--selectProjects',
      ...projects,
      '--runTestsByPath',
      ...shaky,
    ]);
    if (second === null) return { passed: 0, failed: 1, skipped: 0 };
    kept.push(...second.files);
    leaked ||= second.leaked;
  }
  if (leaked) console.log('FAILED  something was left open after the tests');
  const sum = (field) => kept.reduce((total, one) => total + one[field], 0);
  return { passed: sum('passed'), failed: sum('failed') + (leaked ? 1 : 0), skipped: sum('skipped') };
}

const startedAt = Date.now();
const missing = bringTools();
const build = spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
const withRedis = !missing.some(([program]) => program === 'redis-server');
const counts = [
  { passed: build.status === 0 ? 1 : 0, failed: build.status === 0 ? 0 : 1, skipped: 0 },
  ...(await Promise.all([
    runSteps(),
    runJest(['unit', 'e2e-postgres', ...(withRedis ? ['e2e-redis'] : [])]),
  ])),
];
if (missing.length > 0) {
  console.log('\nSkipped, because these programs are not installed:');
  for (const [program, name, what] of missing) console.log(`  ${what}: ${program} (Debian package ${name})`);
}
const sum = (field) => counts.reduce((total, one) => total + one[field], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped') + missing.length} skipped`);
process.exit(sum('failed') === 0 ? 0 : 1);
