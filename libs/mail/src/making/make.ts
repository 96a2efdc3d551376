import { composeEncrypted } from '../compose-encrypted.ts';
import { composeSigned } from '../compose.ts';
import type { DkimSigner } from '../dkim.ts';
import { openRecipientKey } from '../recipient-key.ts';
import type { Signer, SigningKey } from '../signing-key.ts';
import type { Made, Order } from './order.ts';

/** What a thread makes mails with. */
export interface Tools {
  key: SigningKey;
  /** Of mails in clear. */
  signer: Signer;
  dkim: DkimSigner | null;
}

/** Makes one mail or text; a mail has a DKIM signature where there is a signer. @throws MailFault, SigningKeyFault */
export async function make(order: Order, tools: Tools): Promise<Made> {
  const made = await composed(order, tools);
  const { dkim } = tools;
  return dkim === null || made.envelope === null ? made : { ...made, raw: await dkim.sign(made.raw) };
}

async function composed(order: Order, { key, signer }: Tools): Promise<Made & { raw: Buffer }> {
  if (order.what === 'signed') return { ...(await composeSigned(order.message, signer)), encryptedTo: null };
  if (order.what === 'clear_signed') {
    const raw = Buffer.from(await key.clearSign(order.text, order.at));
    return { envelope: null, raw, encryptedTo: null };
  }
  const reader = await openRecipientKey(order.key, order.message.date);
  return { ...(await composeEncrypted(order.message, key, reader)), encryptedTo: reader.fingerprint };
}
