import type { DetachedSignature, Signer } from '../signing-key.ts';

/** Parts whose signatures are remembered: an alert to a list in each of its languages, and a few beside it. */
const MOST = 8;
/** ms; a signature that is dated longer before its mail is made anew. */
const LASTS = 60_000;

interface Known {
  signature: Promise<DetachedSignature>;
  at: number;
}

/**
 * Signs the same bytes once: a signature is over the part that thousands of members of a list get alike, and says nothing of whom
 * it goes to.
 */
export class OneSignature implements Signer {
  private readonly known = new Map<string, Known>();

  constructor(private readonly signer: Signer) {}

  /** Dated `at`, or up to a minute before. */
  sign(bytes: Uint8Array, at: Date): Promise<DetachedSignature> {
    const text = Buffer.from(bytes).toString('latin1');
    const before = this.known.get(text);
    if (before !== undefined && Math.abs(at.getTime() - before.at) <= LASTS) return before.signature;
    const signature = this.signer.sign(bytes, at);
    this.known.delete(text);
    this.known.set(text, { signature, at: at.getTime() });
    for (const oldest of [...this.known.keys()].slice(0, -MOST)) this.known.delete(oldest);
    // One that failed is tried again by the next.
    signature.catch(() => this.known.delete(text));
    return signature;
  }
}
