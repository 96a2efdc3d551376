import { createPrivateKey } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import { MailFault } from './fault.ts';

/** Under which name a domain answers for its mail (RFC 6376): the public half stands at `<selector>._domainkey.<domain>`. */
export interface DkimName {
  domain: string;
  selector: string;
}

/** Bits. RFC 8301 section 3.2 asks for no less of a new key, and not all who verify take more than 4,096. */
const [FEWEST_BITS, MOST_BITS] = [2_048, 4_096];

/** Puts a DKIM signature before finished bytes, which stay as they are: what OpenPGP has signed is not touched. */
export class DkimSigner {
  private readonly dkim: DKIM;

  /** @param privateKey RSA in PEM @throws MailFault `mail.dkim_key` */
  constructor({ domain, selector }: DkimName, privateKey: string) {
    refuseUnfitKey(privateKey);
    this.dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey });
  }

  async sign(raw: Buffer): Promise<Buffer> {
    const signed = await buffer(this.dkim.sign(raw));
    // It leaves the signature out rather than fail, and a mail that should have one must not go without.
    const isWhole =
      signed.toString('latin1', 0, 15) === 'DKIM-Signature:' && signed.subarray(-raw.length).equals(raw);
    if (!isWhole) throw new MailFault('mail.dkim_key', 'The DKIM key did not sign the mail.');
    return signed;
  }
}

function refuseUnfitKey(pem: string): void {
  const key = opened(pem);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < FEWEST_BITS || bits > MOST_BITS)
    throw new MailFault(
      'mail.dkim_key',
      `The DKIM key must be RSA of ${FEWEST_BITS} to ${MOST_BITS} bits, in PEM and without a passphrase.`,
    );
}

function opened(pem: string): ReturnType<typeof createPrivateKey> {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new MailFault('mail.dkim_key', 'The DKIM key is no private key in PEM without a passphrase.');
  }
}
