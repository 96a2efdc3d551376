/** Who may import whom. Each rule has one reason; the floors are in the README's map. */
const room = (...names) => `^libs/(${names.join('|')})/`;
/** They run anywhere, on `contracts` alone. */
const PURE = ['triage', 'mail', 'exchange'];
/** From the ground up: each of the rooms that have a service around them may use what is named before it. */
const LADDER = [
  'contracts',
  'database',
  'queue',
  'timeline',
  'triage',
  'mail',
  'access',
  'operators',
  'incidents',
  'notifications',
];
const below = (name) => room(...LADDER.slice(0, LADDER.indexOf(name)));
const only = (name, rooms, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: room(...rooms), pathNot: '\\.spec\\.ts$' },
  to: { path: '^(libs|apps|config|test)/', pathNot: [room(...rooms), ...allowed] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one idea in two places, and decorators break on a half-loaded module.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'A room must work in the server, a command and a test alike.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'through-the-index',
      comment: 'What a room does not export it may change without asking anybody.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'apps-through-the-index',
      comment: 'What a room does not export it may change without asking anybody.',
      severity: 'error',
      from: { path: '^(apps|test)/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'contracts-import-zod-alone',
      comment: 'The console and strangers share the words; they have no Nest, no Node and no database.',
      severity: 'error',
      from: { path: room('contracts'), pathNot: '\\.spec\\.ts$' },
      to: { pathNot: [room('contracts'), 'node_modules/zod/'] },
    },
    only(
      'floor-1-pure',
      PURE,
      [room('contracts')],
      'Pure rooms can be tested and trusted without a service around them.',
    ),
    {
      name: 'pure-rooms-know-no-framework',
      comment: 'Triage, mail and exchange must run in a worker thread, a test or another program.',
      severity: 'error',
      from: { path: room(...PURE) },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|bullmq|ioredis)/' },
    },
    only(
      'floor-2-database',
      ['database'],
      [below('database'), '^config/'],
      'The store knows nothing of what is stored.',
    ),
    only('floor-2-queue', ['queue'], [below('queue'), '^config/'], 'A queue carries ids and knows no noun.'),
    only(
      'floor-2-timeline',
      ['timeline'],
      [below('timeline'), '^config/'],
      'The record stands on the database alone, so that everything above can write into it.',
    ),
    only('floor-3-access', ['access'], [below('access')], 'Who asks is known before anything is asked of.'),
    only(
      'floor-3-operators',
      ['operators'],
      [below('operators')],
      'Who runs what is known before any incident.',
    ),
    only(
      'floor-4',
      ['incidents'],
      [below('incidents')],
      'Incidents ask to be told of through a row; they never send.',
    ),
    only(
      'floor-5',
      ['notifications'],
      [below('notifications')],
      'What is sent follows from what is known, never the other way round.',
    ),
    only(
      'floor-5-inbox',
      ['inbox'],
      [room(...LADDER)],
      'What comes in by mail becomes reports and answers; nothing below knows by which way they came.',
    ),
    only(
      'floor-5-deadlines',
      ['deadlines'],
      [room(...LADDER)],
      'What is due follows from what has happened; nothing that happens waits for a clock.',
    ),
    only(
      'floor-6',
      ['evidence'],
      [room(...LADDER)],
      'Figures are drawn from all that is known, and nothing that is known is drawn from figures.',
    ),
    {
      name: 'console-knows-contracts-only',
      comment:
        'What a browser runs must not bring a piece of the server along, nor know more than the API tells.',
      severity: 'error',
      from: { path: '^apps/console/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs|apps|config|test)/', pathNot: ['^apps/console/', room('contracts')] },
    },
    {
      name: 'nothing-imports-the-console',
      comment: 'The server sends it to browsers as files; it never runs it.',
      severity: 'error',
      from: { pathNot: '^apps/console/' },
      to: { path: '^apps/console/' },
    },
    {
      name: 'not-to-test',
      comment: 'What only tests need must not ship.',
      severity: 'error',
      from: { path: '^(apps|libs|config)/', pathNot: '\\.(spec|fixture|testing)\\.ts$' },
      to: { path: '(^test/|\\.(spec|fixture|testing)\\.ts$)' },
    },
    {
      name: 'no-dev-dependencies',
      comment:
        'A production install leaves them out. What the console needs is bundled into its files by then.',
      severity: 'error',
      from: { path: '^(apps/server|libs|config)/', pathNot: '\\.(spec|fixture|testing)\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'not-unresolvable',
      comment: 'An import that resolves to nothing fails at start, at night.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
