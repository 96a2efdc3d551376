// Makes dist/ from the TypeScript sources: types are checked by `npm run check`, so this only strips them (swc), which takes
// under a second; the verifier of the record is bundled into one file; the console is bundled (Vite) when it or what it shares has changed. Does nothing when no source is newer. Several processes may call it at once: each builds in a folder of
// its own and puts it in place in one step.
import { transformFile } from '@swc/core';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const SOURCES = ['apps/server', 'libs', 'config', 'test'];
/** What the console's bundle is made of. */
const CONSOLE_SOURCES = ['apps/console', 'libs/contracts/src'];
const ASSETS = new Set(['.json', '.txt', '.html', '.css', '.sql']);
/** Made into one file that needs Node.js alone, for whoever checks an export far from here. */
const VERIFIER = join('libs', 'timeline', 'src', 'verifier', 'main.ts');
/** What browsers run: sent as it is. */
const BROWSER_SCRIPTS = join('apps', 'server', 'pages', 'scripts');

async function* filesIn(folder) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

/** Served as they are, so everything beneath counts. */
async function consoleSources() {
  const found = ['package-lock.json'];
  for (const folder of CONSOLE_SOURCES) for await (const path of filesIn(folder)) found.push(path);
  return found.sort();
}

async function sources() {
  const found = [];
  for (const folder of SOURCES) {
    for await (const path of filesIn(folder)) {
      const wanted =
        extname(path) === '.ts'
          ? !path.endsWith('.spec.ts')
          : ASSETS.has(extname(path)) || dirname(path) === BROWSER_SCRIPTS;
      if (wanted) found.push(path);
    }
  }
  return found.sort();
}

async function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths, 'build.mjs', '.swcrc']) {
    const { mtimeMs, size } = await stat(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

const globalsFrom = (path) => `./${relative(dirname(path), join('test', 'harness', 'jest-globals.js'))}`;

async function build(paths, into) {
  for (const path of paths) {
    const target = join(into, path.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    if (extname(path) !== '.ts') {
      await cp(join(root, path), target);
      continue;
    }
    const { code, map } = await transformFile(join(root, path), {
      swcrc: true,
      root,
      sourceFileName: join(root, path),
    });
    // Sources import each other with their own ending, as TypeScript's rewriteRelativeImportExtensions would turn them.
    const runnable = code
      .replace(/((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2')
      // Jest has none for what it does not load itself; see test/harness/built-runtime.cjs.
      .replace(/(from\s*['"])@jest\/globals(['"])/, `$1${globalsFrom(path)}$2`);
    await writeFile(target, `${runnable}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
    if (map) await writeFile(`${target}.map`, map);
  }
}

/** Where the server finds it; see apps/server/pages/console-pages.ts. */
const CONSOLE = join('apps', 'console');

async function buildConsole(into) {
  // Whoever asks for the build (a test, say) must not decide that React comes as its slow development form.
  process.env.NODE_ENV = 'production';
  const { build: bundle } = await import('vite');
  await bundle({
    configFile: join(root, CONSOLE, 'vite.config.mjs'),
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: join(into, CONSOLE) },
  });
}

async function buildVerifier(into) {
  const { build: bundle } = await import('vite');
  await bundle({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, VERIFIER),
      outDir: into,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'dnscert-verify.mjs' } },
    },
  });
}

const readMark = (path) => readFile(path, 'utf8').catch(() => '');

const paths = await sources();
const wanted = await fingerprint(paths);
const wantedConsole = await fingerprint(await consoleSources());
const dist = join(root, 'dist');
const hasConsole = (await readMark(join(dist, CONSOLE, '.fingerprint'))) === wantedConsole;
if (!hasConsole || (await readMark(join(dist, '.fingerprint'))) !== wanted) {
  const part = join(root, `dist.${process.pid}.part`);
  const old = join(root, `dist.${process.pid}.old`);
  try {
    await build(paths, part);
    await buildVerifier(part);
    if (hasConsole) await cp(join(dist, CONSOLE), join(part, CONSOLE), { recursive: true });
    else await buildConsole(part);
    await writeFile(join(part, CONSOLE, '.fingerprint'), wantedConsole);
    await writeFile(join(part, '.fingerprint'), wanted);
    await rename(dist, old).catch(() => undefined);
    // Lost a race with another build of the same sources: its result is as good.
    await rename(part, dist).catch(() => undefined);
  } finally {
    // Also of a build that failed, and of whoever lost the race.
    for (const left of [part, old]) await rm(left, { recursive: true, force: true });
  }
}
