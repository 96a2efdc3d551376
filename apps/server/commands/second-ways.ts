import { SecondWays } from '#libs/access';
import type { Service } from '../service.ts';
import type { CommandAnswer } from './run.ts';

export async function removeSecondWays(
  { app }: Service,
  { email }: { email: string },
): Promise<CommandAnswer> {
  const was = await app.get(SecondWays).removeAll(email);
  return {
    text: `${email} signs in with the password alone from now on (removed: ${was.passkeys} passkeys, ${was.totp ? 'an' : 'no'} authenticator app). All sessions have ended.`,
    json: { email, removed: was },
  };
}
