import { maildirOf } from './captured-mail.ts';
import type { DemoSettings } from './environment.ts';
import type { DemoMark } from './mark.ts';
import { markFile } from './mark.ts';
import type { Person } from './people.ts';
import { RESPONDER } from './people.ts';
import type { Terminal } from './terminal.ts';

/** The last page: addresses, accounts, files. */
export function whereToLook(
  terminal: Terminal,
  settings: DemoSettings,
  mark: DemoMark | null,
  people: Person[],
  stays: boolean,
): void {
  const { PUBLIC_URL: url, DATA_DIR: dataDir } = settings.config;
  terminal.title('Where to look');
  terminal.table([
    ['what', 'where'],
    ['console', `${url}/console (sign in with an account from below)`],
    ['for everybody', url],
    ['API, to try out', `${url}/api/docs (sign in: POST /api/v1/session)`],
    ['advisories', `${url}/advisories`],
    ['our OpenPGP key', `${url}/key`],
    ['does work flow?', `${url}/healthz/pipeline`],
    [
      'captured mail',
      `${maildirOf(dataDir)} (a Maildir: mutt -f ${maildirOf(dataDir).replace(/\/new$/, '')})`,
    ],
    ['tokens', markFile(dataDir)],
  ]);
  terminal.table([
    ['account', 'password', 'role'],
    ...people.map(({ email, password, role }) => [email, password, role]),
  ]);
  const token = mark?.tokens[RESPONDER.email];
  const incident = mark?.incident ?? null;
  if (incident !== null && token !== undefined) {
    terminal.note(`The incident of the story, #${incident.number}, as the responder sees it:`);
    terminal.command(`curl -s -H 'Authorization: Bearer ${token}' \\`);
    terminal.command(`     ${url}/api/v1/incidents/${incident.id}`);
  }
  terminal.gap();
  terminal.note(
    stays
      ? 'It stays up until Ctrl-C. What was told is kept; the next start does not tell it again.'
      : 'The service stops now (--once). What was told is kept in the data folder.',
  );
  terminal.note(`Begin afresh: ${dataDirPrefix(dataDir)}npm run -s dnscert -- demo reset`);
}

/** `DATA_DIR=… `, where the demo is not in its usual folder. */
const dataDirPrefix = (dataDir: string) => (dataDir.endsWith('/data-demo') ? '' : `DATA_DIR=${dataDir} `);
