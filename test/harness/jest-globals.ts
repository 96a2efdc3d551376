import { jestExpect } from '@jest/expect';
import type * as Globals from '@jest/globals';

/**
 * What built end-to-end files import for `@jest/globals`. Jest makes `it` and the rest anew for each file, while modules that
 * use them are loaded once in a process: so these pass on to the ones of the file that runs.
 */
const given: { now: Partial<typeof Globals> } = { now: {} };

/** For built-runtime.cjs, before each file. */
export function giveGlobals(globals: Partial<typeof Globals>): void {
  given.now = globals;
}

type Callable = (...args: unknown[]) => unknown;

function passedOn<T extends object>(find: () => T): T {
  const called: unknown = () => undefined;
  return new Proxy<T>(called as T, {
    apply: (_target, self, args) => Reflect.apply(find() as Callable, self, args),
    get: (_target, name) =>
      typeof Reflect.get(find(), name) === 'function'
        ? passedOn(() => Reflect.get(find(), name) as object)
        : (Reflect.get(find(), name) as unknown),
  });
}

const named = <Name extends keyof typeof Globals>(name: Name) =>
  passedOn(() => {
    const found = given.now[name];
    if (found === undefined) throw new Error(`there is no ${name} outside of a test file`);
    return found;
  });

export const afterAll = named('afterAll');
export const afterEach = named('afterEach');
export const beforeAll = named('beforeAll');
export const beforeEach = named('beforeEach');
export const describe = named('describe');
export const it = named('it');
export const jest = named('jest');
export const expect = jestExpect;
