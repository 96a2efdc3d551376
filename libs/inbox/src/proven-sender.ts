import type { Tx } from '#libs/database';
import type { MailReading } from '#libs/mail';
import type { ReadMessage } from './becoming.ts';
import { isStale, STALE } from './freshness.ts';
import { InboundMessage } from './inbound-message.entity.ts';

export interface ProvenSender {
  email: string;
  fingerprint: string;
}

export const UNSIGNED = 'It is not signed by the key that we have for its sender.';

/** Whose key signed all of it, just now and for the first time; or why it is nobody's word. */
export async function provenSender(
  tx: Tx,
  message: ReadMessage['message'],
  { verdicts: { signed, signer, sender } }: MailReading,
): Promise<ProvenSender | string> {
  const fingerprint = signer?.fingerprint ?? null;
  if (
    signed.state !== 'good' ||
    sender.state !== 'matches' ||
    sender.address === null ||
    fingerprint === null
  )
    return UNSIGNED;
  const signedAt = signer?.signedAt ?? null;
  if (signedAt === null || isStale(signedAt, message.receivedAt)) return STALE;
  const spent = await tx.getRepository(InboundMessage).findOneBy({ spentSignature: signer?.digest ?? '' });
  if (spent !== null && spent.id !== message.id) return 'The same signature came before: it counts once.';
  return { email: sender.address, fingerprint };
}
