import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigFault, readConfig } from '#config/config';
import { ROLES, TOKEN_SCOPES, mailAddress } from '#libs/contracts';
import type { Role, TokenScope } from '#libs/contracts';
import { commandRuns } from './commands/run.ts';
import { doctor } from './commands/doctor.ts';
import { importOperators } from './commands/operators.ts';
import { exportKey, generateKey, showKey } from './commands/key.ts';
import { addUser, createToken } from './commands/people.ts';
import { exportRecord, verifyRecord } from './commands/record.ts';
import { diffRootZones, fetchRootZone, importRootZone, listRootZones } from './commands/rootzone.ts';
import { sweep } from './commands/sweep.ts';
import { resetDemo, seedDemo } from './demo/commands.ts';

/** The admin command. Exit 0 done, 1 refused with the reason on stderr, 2 wrong usage. */
function program(): Command {
  const dnscert = new Command('dnscert')
    .description('Administer the DNS-CERT service of this machine, beside the running one or alone.')
    .option('--json', 'answer as JSON')
    .exitOverride()
    .showHelpAfterError();

  const user = dnscert.command('user').description('accounts');
  user
    .command('add')
    .requiredOption('--email <address>', 'address to sign in with, and to which receipts go', address)
    .addOption(
      new Option('--role <role>', 'what the person may do').choices([...ROLES]).makeOptionMandatory(),
    )
    .option('--operator <slug>', 'whom the person speaks for (role operator)')
    .option('--name <name>', 'how the record names the person')
    .option('--password-stdin', 'read the password from standard input')
    .action(
      commandRuns((service, options) =>
        addUser(
          service,
          options as { email: string; role: Role; operator?: string; name?: string; passwordStdin?: boolean },
        ),
      ),
    );

  const token = dnscert.command('token').description('secrets for programs');
  token
    .command('create')
    .requiredOption('--email <address>', 'whose token', address)
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--scope <scope...>', 'what it may do; all when absent').choices([...TOKEN_SCOPES]))
    .action(
      commandRuns((service, options) =>
        createToken(service, options as { email: string; name: string; scope?: TokenScope[] }),
      ),
    );

  const rootzone = dnscert.command('rootzone').description('versions of the root zone');
  rootzone
    .command('import <file>')
    .description('a root zone file, plain or gzip')
    .action(commandRuns(importRootZone));
  rootzone
    .command('fetch')
    .option('--url <address>', 'ROOT_ZONE_URL when absent')
    .action(commandRuns((service, options) => fetchRootZone(service, options)));
  rootzone.command('list').action(commandRuns(listRootZones));
  rootzone
    .command('diff <older> <newer>')
    .description('what changed between two imported serials')
    .action(commandRuns(diffRootZones));

  const operators = dnscert.command('operators').description('the directory');
  operators
    .command('import <file>')
    .description('operators, TLDs and contacts, JSON or CSV; all of it or nothing')
    .action(commandRuns(importOperators));

  const key = dnscert.command('key').description('our own OpenPGP key');
  key.command('show').action(commandRuns(showKey));
  key
    .command('generate')
    .description('make the key where there is none yet')
    .action(commandRuns(generateKey));
  key.command('export').description('the public key, armoured').action(commandRuns(exportKey));

  const record = dnscert.command('record').description('the record of what happened');
  record
    .command('verify')
    .option('--file <export>', 'check an export instead, without any database')
    .action(verifyRecord);
  record.command('export <incident>').description('by number or id').action(commandRuns(exportRecord));

  dnscert
    .command('doctor')
    .description('look at everything this installation needs')
    .action(commandRuns(doctor));
  dnscert.command('sweep').description('ring now for work that is due').action(commandRuns(sweep));

  const demo = dnscert.command('demo').description('made-up people and operators, to look around');
  demo
    .command('seed')
    .description('fill an installation whose directory is empty; the passwords are known to everybody')
    .option('--rootzone <file>', 'a root zone file, or "made" for one of the demo\'s own making')
    .action(commandRuns((service, options) => seedDemo(service, options)));
  demo
    .command('reset')
    .description('a fresh data folder in place of the demo (DATA_DIR, else ./data-demo)')
    .option('--yes', 'without asking')
    .action(resetDemo);
  return dnscert;
}

function address(text: string): string {
  if (mailAddress.safeParse(text).success) return text;
  throw new InvalidArgumentError('It must be one mail address.');
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
