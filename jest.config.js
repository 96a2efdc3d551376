// Jest runs the TypeScript sources as native ES modules: node --experimental-vm-modules node_modules/jest/bin/jest.js
const common = {
  testEnvironment: '<rootDir>/test/harness/tidy-environment.js',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/** The demo keeps its queues in its own PostgreSQL, always. */
const ON_POSTGRES_ALONE = ['the-demo-tells-its-story'];
/** About who may come in, what is shown to whom, and what is asked over HTTP: it is the same whichever queue
    brings the mail. What runs the service as its own process is tried on both by `no-secret-is-written-down` and the faults. */
const ON_ONE_BACKEND = [
  'a-code-is-good-once',
  'a-faulty-report-names-every-fault',
  'a-forgotten-password-is-replaced-by-mail',
  'a-fresh-machine-starts',
  'a-contact-pack-goes-encrypted-once-a-month',
  'a-drill-shows-who-can-be-reached',
  'a-key-that-does-not-fit-the-database-is-refused',
  'a-label-holds-at-every-exit',
  'a-label-is-lowered-by-its-source-alone',
  'a-mad-relay-loses-nothing',
  'a-mail-is-read-by-its-reader-alone',
  'a-mass-send-takes-two',
  'a-notice-is-previewed-before-it-goes',
  'a-new-way-into-an-account-is-told-its-owner',
  'a-passkey-signs-in',
  'a-public-flood-starves-nobody',
  'a-runaway-caller-is-slowed',
  'a-token-is-shown-once',
  'a-mail-to-a-list-waits-for-a-person',
  'an-alert-posts-itself-unless-stopped',
  'an-alert-reaches-a-list',
  'an-advisory-takes-two-and-reaches-the-public',
  'an-incident-leaves-in-every-format',
  'an-incident-shows-who-is-silent',
  'an-invitation-opens-one-account',
  'an-operator-sees-what-is-asked-of-it',
  'changes-are-told-as-they-happen',
  'contacts-are-frozen-in-a-hijack',
  'contacts-change-by-old-key-or-second-channel',
  'each-mail-is-answered-for-by-our-domain',
  'entities-fit-the-migrations',
  'every-page-of-the-console-is-clean',
  'files-are-kept-and-never-shown-as-pages',
  'guessing-a-password-leads-nowhere',
  'hostile-http-',
  'hostile-words-',
  'keys-end-and-change-in-the-open',
  'lists-and-edits-follow-the-rules',
  'mail-goes-out-without-dns',
  'no-tls-no-mail',
  'mail-comes-in-and-is-never-lost',
  'mail-is-fetched-once',
  'measures-equal-a-count-by-hand',
  'nobody-does-what-its-role-may-not',
  'nobody-sends-us-where-only-we-can-get',
  'observers-see-figures-alone',
  'oidc-links-by-issuer-and-subject',
  'one-operator-never-learns-of-another',
  'only-the-right-password-opens-a-session',
  'only-who-may-speaks-for-an-operator',
  'our-key-is-found-by-our-address',
  'the-admin-command-adds-people',
  'the-admin-command-finds-what-is-wrong',
  'the-admin-command-imports-all-or-nothing',
  'the-api-can-be-tried-out-in-a-browser',
  'the-api-documents-itself-from-its-own-files',
  'the-directory-is-searched-and-its-gaps-are-told',
  'the-board-shows-what-is-due-next',
  'the-log-is-proven-to-whoever-asks',
  'the-public-reports-without-an-account',
  'three-people-work-in-the-console',
  'two-services-write-to-each-other-and-stop',
  'what-was-put-aside-can-be-tried-again',
  'who-leaves-is-out-at-once',
  'who-read-what-is-written-down',
];
/** Test files that one backend has nothing to try with. */
const LEFT_OUT = { postgres: [], redis: [...ON_POSTGRES_ALONE, ...ON_ONE_BACKEND] };

export default {
  testTimeout: 90_000,
  testSequencer: '<rootDir>/test/harness/longest-first.js',
  // Each file leaves modules behind in its worker; in a heap of gigabytes everything takes several times as long.
  workerIdleMemoryLimit: '1GB',
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,config}/**/*.spec.ts'] },
    // Each promise is kept on both queue backends; test/run.mjs leaves the second out, and says so, where there is no Redis.
    ...Object.entries(LEFT_OUT).map(([queues, leftOut]) => ({
      ...common,
      displayName: `e2e-${queues}`,
      // Files run as they were built; the environment makes sure that nothing is left open.
      runtime: '<rootDir>/test/harness/built-runtime.cjs',
      globals: { QUEUES: queues },
      testMatch: ['<rootDir>/test/*.e2e-spec.ts'],
      testPathIgnorePatterns: leftOut,
      globalSetup: '<rootDir>/test/harness/global-setup.ts',
      globalTeardown: '<rootDir>/test/harness/global-teardown.ts',
    })),
  ],
};
