import { OfferedTls } from '#libs/notifications';
import type { Service } from '../service.ts';
import { CommandRefused } from './run.ts';
import type { CommandAnswer } from './run.ts';

/** `mail forget-tls`: mail waits for STARTTLS at a server that has none any more. */
export async function forgetTls(
  { app }: Service,
  _options: object,
  [host = '']: string[],
): Promise<CommandAnswer> {
  const known = await app.get(OfferedTls).forget(host);
  if (!known) throw new CommandRefused(`No server ${host} is remembered for having offered STARTTLS.`);
  return {
    text: `${host} may be mailed without STARTTLS until it offers it again. Mail that waits is tried again by itself.`,
    json: { host },
  };
}
