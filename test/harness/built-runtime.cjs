// Jest's runtime for end-to-end files: it runs them from dist/ as Node itself loads modules, once in a process, and not from
// the sources in a context of their own. There each file loads the whole service anew (3 s), everything takes several times
// as long, for all global names are looked up from outside, and nothing of it is ever given back. Modules are therefore
// shared by the files that a worker runs: what they keep must be keyed by a service, as it must be in production.
const { join, relative } = require('node:path');
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');

const END_TO_END = /\.e2e-spec\.ts$/;

module.exports = class BuiltRuntime extends Runtime {
  constructor(config, environment, ...others) {
    super(config, environment, ...others);
    this.config = config;
    this.console = environment.global.console;
  }

  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals);
    this.globals = globals;
  }

  async unstable_importModule(from, moduleName) {
    if (!END_TO_END.test(from)) return super.unstable_importModule(from, moduleName);
    const { queues, file } = { queues: this.config.globals.QUEUES, file: this.built(from) };
    const jest = this.jestGlobals.jestObjectFor(from);
    (await import(this.built(join(this.config.rootDir, 'test/harness/jest-globals.ts')))).giveGlobals({
      ...this.globals,
      jest,
    });
    (await import(this.built(join(this.config.rootDir, 'test/harness/queues.ts')))).useQueues(queues);
    globalThis.console = this.console;
    return import(`${file}?queues=${queues}`);
  }

  /** Address of what build.mjs made of a source. */
  built(source) {
    const path = relative(this.config.rootDir, source).replace(/\.ts$/, '.js');
    return pathToFileURL(join(this.config.rootDir, 'dist', path)).href;
  }
};
