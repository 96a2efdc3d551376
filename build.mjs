// Makes dist/ from the TypeScript sources: types are checked by `npm run check`, so this only strips them (swc), which takes
// under a second. Does nothing when no source is newer. Several processes may call it at once: each builds in a folder of
// its own and puts it in place in one step.
import { transformFile } from '@swc/core';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const SOURCES = ['apps/server', 'libs', 'config', 'test'];
const ASSETS = new Set(['.json', '.txt', '.html', '.css', '.sql']);
/** What browsers run: sent as it is. */
const BROWSER_SCRIPTS = join('apps', 'server', 'pages');

async function* filesIn(folder) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

async function sources() {
  const found = [];
  for (const folder of SOURCES) {
    for await (const path of filesIn(folder)) {
      const wanted =
        extname(path) === '.ts'
          ? !path.endsWith('spec.ts')
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
    const runnable = code.replace(/((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2');
    await writeFile(target, `${runnable}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
    if (map) await writeFile(`${target}.map`, map);
  }
}

const paths = await sources();
const wanted = await fingerprint(paths);
const dist = join(root, 'dist');
const present = await readFile(join(dist, '.fingerprint'), 'utf8').catch(() => '');
if (present !== wanted) {
  const part = join(root, `dist.${process.pid}.part`);
  await build(paths, part);
  await writeFile(join(part, '.fingerprint'), wanted);
  const old = join(root, `dist.${process.pid}.old`);
  await rename(dist, old).catch(() => undefined);
  // Lost a race with another build of the same sources: its result is as good.
  await rename(part, dist).catch(() => rm(part, { recursive: true, force: true }));
  await rm(old, { recursive: true, force: true });
}
