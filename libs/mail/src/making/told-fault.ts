import { MailFault, SigningKeyFault } from '../fault.ts';
import type { ToldFault } from './order.ts';

/** An error of a class does not stay one when it is cloned. */
export function tellFault(error: unknown): ToldFault {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof MailFault) return { of: 'mail', code: error.code, message };
  if (error instanceof SigningKeyFault) return { of: 'signing_key', code: error.code, message };
  return { of: 'unknown', message };
}

export function faultOf(told: ToldFault): Error {
  if (told.of === 'mail') return new MailFault(told.code, told.message);
  if (told.of === 'signing_key') return new SigningKeyFault(told.code, told.message);
  return new Error(told.message);
}
