// Jest runs the TypeScript sources as native ES modules: node --experimental-vm-modules node_modules/jest/bin/jest.js
const common = {
  testEnvironment: '<rootDir>/test/harness/tidy-environment.js',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/** Test files that one backend has nothing to try with. The demo keeps its queues in its own PostgreSQL, always. */
const LEFT_OUT = { postgres: [], redis: ['the-demo-tells-its-story'] };

export default {
  testTimeout: 90_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,config}/**/*.spec.ts'] },
    // Each promise is kept on both queue backends; test/run.mjs leaves the second out, and says so, where there is no Redis.
    ...Object.entries(LEFT_OUT).map(([queues, leftOut]) => ({
      ...common,
      displayName: `e2e-${queues}`,
      globals: { QUEUES: queues },
      testMatch: ['<rootDir>/test/*.e2e-spec.ts'],
      testPathIgnorePatterns: leftOut,
      globalSetup: '<rootDir>/test/harness/global-setup.ts',
      globalTeardown: '<rootDir>/test/harness/global-teardown.ts',
    })),
  ],
};
