import { composeEncrypted } from '../compose-encrypted.ts';
import { composeSigned } from '../compose.ts';
import { openRecipientKey } from '../recipient-key.ts';
import type { SigningKey } from '../signing-key.ts';
import type { Made, Order } from './order.ts';

/** Makes one mail or text. @throws MailFault, SigningKeyFault */
export async function make(order: Order, key: SigningKey): Promise<Made> {
  if (order.what === 'signed') return { ...(await composeSigned(order.message, key)), encryptedTo: null };
  if (order.what === 'clear_signed') {
    const raw = Buffer.from(await key.clearSign(order.text, order.at));
    return { envelope: null, raw, encryptedTo: null };
  }
  const reader = await openRecipientKey(order.key, order.message.date);
  return { ...(await composeEncrypted(order.message, key, reader)), encryptedTo: reader.fingerprint };
}
