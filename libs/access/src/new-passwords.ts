import { MIN_PASSWORD_LENGTH } from '#libs/contracts';
import { AccessFault } from './faults.ts';
import { hashPassword } from './secrets.ts';

/** @throws AccessFault `access.password_too_short` */
export async function hashNewPassword(password: string): Promise<string> {
  if (password.length >= MIN_PASSWORD_LENGTH) return hashPassword(password);
  throw new AccessFault(
    'access.password_too_short',
    `A password has at least ${MIN_PASSWORD_LENGTH} characters.`,
  );
}
