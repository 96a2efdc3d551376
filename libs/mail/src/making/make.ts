import { composeEncrypted } from '../compose-encrypted.ts';
import { composeSigned } from '../compose.ts';
import type { DkimSigner } from '../dkim.ts';
import { openRecipientKey } from '../recipient-key.ts';
import type { SigningKey } from '../signing-key.ts';
import type { Made, Order } from './order.ts';

/** Makes one mail or text; a mail has a DKIM signature where there is a signer. @throws MailFault, SigningKeyFault */
export async function make(order: Order, key: SigningKey, dkim: DkimSigner | null): Promise<Made> {
  const made = await composed(order, key);
  return dkim === null || made.envelope === null ? made : { ...made, raw: await dkim.sign(made.raw) };
}

async function composed(order: Order, key: SigningKey): Promise<Made & { raw: Buffer }> {
  if (order.what === 'signed') return { ...(await composeSigned(order.message, key)), encryptedTo: null };
  if (order.what === 'clear_signed') {
    const raw = Buffer.from(await key.clearSign(order.text, order.at));
    return { envelope: null, raw, encryptedTo: null };
  }
  const reader = await openRecipientKey(order.key, order.message.date);
  return { ...(await composeEncrypted(order.message, key, reader)), encryptedTo: reader.fingerprint };
}
