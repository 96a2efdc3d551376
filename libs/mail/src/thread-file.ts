/**
 * Where a thread of ours runs from: the built file beside the caller's own, also where the sources run, for Node runs no
 * TypeScript.
 * @param caller `import.meta.url`
 * @param name for example `thread.ts`
 */
export function threadFile(caller: string, name: string): URL {
  const file = new URL(name.replace(/\.ts$/, '.js'), caller);
  return caller.endsWith('.ts') ? new URL(file.href.replace(/\/libs\/(?!.*\/libs\/)/, '/dist/libs/')) : file;
}
