import { readConfig } from '#config/config';
import type { Config } from '#config/config';
import { People } from '#libs/access';
import type { MailMaker } from '#libs/mail';
import { MAIL_MAKER } from '#libs/notifications';
import { leaveWhenAsked } from './process/leaving.ts';
import { startService } from './service.ts';
import type { Service } from './service.ts';
import { explainStartFault } from './process/start-faults.ts';

async function main(): Promise<void> {
  const config = readConfig();
  const starting = startService(config);
  leaveWhenAsked(() => starting);
  const service = await starting;
  say(service);
  // The first mail of an emergency must not wait for it.
  service.app.get<MailMaker | null>(MAIL_MAKER)?.warm();
  if (service.url !== null) await offerFirstLead(service, config);
}

function say({ parts }: Service): void {
  const width = Math.max(...Object.keys(parts).map((name) => name.length));
  for (const [name, text] of Object.entries(parts)) console.log(`${name.padEnd(width)}  ${text}`);
}

async function offerFirstLead(service: Service, config: Config): Promise<void> {
  const secret = await service.app.get(People).offerFirstLead();
  if (secret === null) return;
  const base = config.PORT === 0 ? (service.url ?? config.PUBLIC_URL) : config.PUBLIC_URL;
  console.log(
    `\nThere is no lead yet. Whoever opens this link becomes the first one (once, within 24 hours):\n\n  ${base}/first-lead/${secret}\n`,
  );
}

process.on('unhandledRejection', (error) => {
  // A fault of ours somewhere in the background. Rows and leases keep the work safe, so the process goes on.
  console.error('Unhandled:', error);
});

main().catch((error: unknown) => process.exit(explainStartFault(error)));
