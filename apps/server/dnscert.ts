import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigFault, readConfig } from '#config/config';
import { ROLES, TOKEN_SCOPES, isPlainLine, mailAddress } from '#libs/contracts';
import type { Command as Act } from './commands/run.ts';
import type { VerifyOptions } from './commands/record.ts';
import type { WitnessOptions } from './commands/witness.ts';

// A command's file, and with it the rooms, is loaded when it really runs: help and wrong usage need none of them.
const doctor = () => import('./commands/doctor.ts');
const key = () => import('./commands/key.ts');
const mail = () => import('./commands/mail.ts');
const notifications = () => import('./commands/notifications.ts');
const operators = () => import('./commands/operators.ts');
const people = () => import('./commands/people.ts');
const record = () => import('./commands/record.ts');
const rootZone = () => import('./commands/rootzone.ts');
const secondWays = () => import('./commands/second-ways.ts');
const sweep = () => import('./commands/sweep.ts');
const tokenCommands = () => import('./commands/tokens.ts');
const demo = () => import('./demo/commands.ts');

/** Commander has read the options by what is said of them below, so each command takes them as its own. */
type Loaded = (service: Parameters<Act>[0], options: never, args: string[]) => ReturnType<Act>;

function runs<M>(load: () => Promise<M>, actOf: (module: M) => Loaded) {
  return async (...given: unknown[]): Promise<void> => {
    const { commandRuns } = await import('./commands/run.ts');
    await commandRuns(actOf(await load()) as Act)(...given);
  };
}

/** The admin command. Exit 0 done, 1 refused with the reason on stderr, 2 wrong usage. */
function program(): Command {
  const dnscert = new Command('dnscert')
    .description('Administer the DNS-CERT service of this machine, beside the running one or alone.')
    .option('--json', 'answer as JSON')
    .exitOverride()
    .showHelpAfterError();

  const users = dnscert.command('user').description('accounts');
  users
    .command('add')
    .requiredOption('--email <address>', 'address to sign in with, and to which receipts go', address)
    .addOption(
      new Option('--role <role>', 'what the person may do').choices([...ROLES]).makeOptionMandatory(),
    )
    .option('--operator <slug>', 'whom the person speaks for (role operator)')
    .option('--name <name>', 'how the record names the person')
    .option('--password-stdin', 'read the password from standard input')
    .action(runs(people, ({ addUser }) => addUser));
  users
    .command('invite')
    .description('mail a link that opens an account')
    .requiredOption('--email <address>', 'who is invited', address)
    .addOption(
      new Option('--role <role>', 'what the person may do').choices([...ROLES]).makeOptionMandatory(),
    )
    .option('--operator <slug>', 'whom the person speaks for (role operator)')
    .option('--name <name>', 'how the mail addresses the person', plainLine)
    .action(runs(people, ({ inviteUser }) => inviteUser));
  users
    .command('list')
    .description('everybody who has or had an account')
    .action(runs(people, ({ listUsers }) => listUsers));
  users
    .command('deactivate')
    .description('end an account with its sessions and tokens; the record keeps the name')
    .requiredOption('--email <address>', 'whose', address)
    .requiredOption('--reason <words>', 'why; stands in the audit', plainLine)
    .action(runs(people, ({ deactivateUser }) => deactivateUser));

  users
    .command('remove-second-ways')
    .description('for a person who has lost phone, passkeys and recovery codes; make sure who is asking')
    .requiredOption('--email <address>', 'whose', address)
    .action(runs(secondWays, ({ removeSecondWays }) => removeSecondWays));

  const tokens = dnscert.command('token').description('secrets for programs');
  tokens
    .command('create')
    .requiredOption('--email <address>', 'whose token', address)
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--scope <scope...>', 'what it may do; all when absent').choices([...TOKEN_SCOPES]))
    .option('--expires-in-days <days>', 'without end when absent', days)
    .action(runs(tokenCommands, ({ createToken }) => createToken));
  tokens
    .command('list')
    .requiredOption('--email <address>', 'whose tokens', address)
    .action(runs(tokenCommands, ({ listTokens }) => listTokens));
  tokens
    .command('revoke')
    .argument('<id>', 'as token list shows it', id)
    .action(runs(tokenCommands, ({ revokeToken }) => revokeToken));

  const rootZones = dnscert.command('rootzone').description('versions of the root zone');
  rootZones
    .command('import <file>')
    .description('a root zone file, plain or gzip')
    .action(runs(rootZone, ({ importRootZone }) => importRootZone));
  rootZones
    .command('fetch')
    .option('--url <address>', 'ROOT_ZONE_URL when absent')
    .action(runs(rootZone, ({ fetchRootZone }) => fetchRootZone));
  rootZones.command('list').action(runs(rootZone, ({ listRootZones }) => listRootZones));
  rootZones
    .command('diff')
    .argument('<older>', 'a serial', serial)
    .argument('<newer>', 'a serial', serial)
    .description('what changed between two imported serials')
    .action(runs(rootZone, ({ diffRootZones }) => diffRootZones));

  const directory = dnscert.command('operators').description('the directory');
  directory
    .command('import <file>')
    .description('operators, TLDs and contacts, JSON or CSV; all of it or nothing')
    .option(
      '--despite-freeze <reason>',
      'change contacts although their operator is in a hijack; kept in the audit',
    )
    .action(runs(operators, ({ importOperators }) => importOperators));

  dnscert
    .command('notifications')
    .description('sends that take a second person, and what became of them')
    .option('--waiting', 'only those that wait')
    .action(runs(notifications, ({ listProposals }) => listProposals));
  const notification = dnscert.command('notification').description("the second person's word on a send");
  for (const [verb, description] of [
    ['approve', 'let it go out; not by who proposed it'],
    ['reject', 'it is not sent'],
  ] as const)
    notification
      .command(verb)
      .argument('<id>', 'of the notification')
      .description(description)
      .requiredOption('--as <address>', 'the account in whose name, a responder or lead', address)
      .requiredOption('--reason <text>', 'stands in the record')
      .action(
        runs(notifications, (module) =>
          verb === 'approve' ? module.approveNotification : module.rejectNotification,
        ),
      );

  const mails = dnscert.command('mail').description('the way out for mail');
  mails
    .command('forget-tls')
    .argument('<host>', 'name of the mail server, as the try says it', hostName)
    .description(
      'let mail go to this server without STARTTLS, which it offered before; make sure that its owner says so',
    )
    .action(runs(mail, ({ forgetTls }) => forgetTls));

  const keys = dnscert.command('key').description('our own keys');
  keys.command('show').action(runs(key, ({ showKey }) => showKey));
  keys
    .command('generate')
    .description('make the key where there is none yet')
    .action(runs(key, ({ generateKey }) => generateKey));
  keys
    .command('export')
    .description('the public key, armoured')
    .action(runs(key, ({ exportKey }) => exportKey));

  keys
    .command('rotate')
    .description('new parts to sign and to read with, under the same primary key; earlier ones stay')
    .option('--valid-days <days>', 'until the new parts end; without it they have no end', days)
    .action(runs(key, ({ rotateKey }) => rotateKey));
  keys
    .command('accept')
    .addArgument(new Argument('<which>', 'which key').choices(['signing', 'access', 'record']))
    .description(
      'take the key file of this machine, made where there is none, in place of what the database knows',
    )
    .option('--old <file>', 'of the record: the file of the key until now, which vouches for the new one')
    .action(runs(key, ({ acceptKey }) => acceptKey));

  const records = dnscert.command('record').description('the record of what happened');
  records
    .command('verify')
    .option('--file <export>', 'check an export instead, without any database')
    .option('--key <key>', "the log's key as you got it by a way that you trust; for an export", plainLine)
    .option('--checkpoint <file>', 'a head of the log that was kept: was anything rewritten since?')
    .option(
      '--witness <key...>',
      'keys of witnesses as you got them by a way that you trust; for an export',
      plainLines,
    )
    .action(async (options: VerifyOptions, command: Command) =>
      (await record()).verifyRecord(options, command),
    );
  records
    .command('export <incident>')
    .description('by number or id, with the proofs; dnscert-verify.mjs checks it anywhere')
    .option('--since <size>', 'with the proof that the log continues a head of this size', logSize)
    .action(runs(record, ({ exportRecord }) => exportRecord));

  records
    .command('trust <key>')
    .description('take the signatures of a witness (name+id+key, as dnscert witness says it)')
    .action(runs(record, ({ trustWitness }) => trustWitness));

  dnscert
    .command('witness')
    .description(
      'watch the log of another installation, and sign its heads with a key of your own; needs no database',
    )
    .requiredOption('--log <address>', 'of the service, for example https://cert.example', plainLine)
    .requiredOption(
      '--log-key <key...>',
      'of its log, as you got it by a way that you trust; also the one before, where it was changed',
      plainLines,
    )
    .requiredOption(
      '--token-file <file>',
      'with a token of an account there, scopes read and write, mode 0600',
    )
    .requiredOption('--folder <folder>', 'for the key, made at first, and for the last head that was seen')
    .requiredOption('--name <name>', 'of this witness, such as witness.example', plainLine)
    .option('--every <seconds>', 'between two looks', seconds, 60)
    .option('--once', 'look once')
    .action(async (options: WitnessOptions, command: Command) =>
      (await import('./commands/witness.ts')).witness(options, command),
    );
  dnscert
    .command('doctor')
    .description('look at everything this installation needs')
    .action(runs(doctor, (module) => module.doctor));
  dnscert
    .command('sweep')
    .description('ring now for work that is due')
    .action(runs(sweep, (module) => module.sweep));

  const demos = dnscert.command('demo').description('made-up people and operators, to look around');
  demos
    .command('seed')
    .description('fill an installation whose directory is empty; the passwords are known to everybody')
    .option('--rootzone <file>', 'a root zone file, or "made" for one of the demo\'s own making')
    .action(runs(demo, ({ seedDemo }) => seedDemo));
  demos
    .command('reset')
    .description('a fresh data folder in place of the demo (DATA_DIR, else ./data-demo)')
    .option('--yes', 'without asking')
    .action(async (options: { yes?: boolean }, command: Command) =>
      (await demo()).resetDemo(options, command),
    );
  return dnscert;
}

function address(text: string): string {
  if (mailAddress.safeParse(text).success) return text;
  throw new InvalidArgumentError('It must be one mail address.');
}

const plainLines = (text: string, before: string[] = []): string[] => [...before, plainLine(text)];

function plainLine(text: string): string {
  if (text.trim() !== '' && text.length <= 500 && isPlainLine(text)) return text;
  throw new InvalidArgumentError('It must be one line of at most 500 characters.');
}

function hostName(text: string): string {
  if (/^[a-z0-9_.:-]{1,253}$/i.test(text)) return text;
  throw new InvalidArgumentError('It must be a host name, for example mx.registry.example.');
}

function days(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number of days from 1 to 9999.');
}

function seconds(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number of seconds from 1 to 99999.');
}

function logSize(text: string): number {
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be the size in a head of the log.');
}

function id(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text;
  throw new InvalidArgumentError('It must be the id of a token.');
}

function serial(text: string): string {
  if (/^\d{10}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a serial, for example 2024011700.');
}

try {
  readConfig();
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof ConfigFault) {
    for (const { variable, message } of error.faults) console.error(`${variable} ${message}`);
    process.exitCode = 2;
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
