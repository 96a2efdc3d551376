import { createHash } from 'node:crypto';
import { config as defaults, enums, readKeys } from 'openpgp';
import type { Config, PublicKey, Signature } from 'openpgp';
import { READING_LIMITS } from './limits.ts';
import type { KeyLookUp, KnownKey, SenderVerdict, SignedVerdict, SignerVerdict } from './verdicts.ts';

/** OpenPGP.js is unlimited by itself; nothing without integrity is read, and a padding oracle gets no answer. */
export const READING_CONFIG: Config = {
  ...defaults,
  maxDecompressedMessageSize: READING_LIMITS.decompressedBytes,
  maxArgon2MemoryExponent: 21,
  allowUnauthenticatedMessages: false,
  allowUnauthenticatedStream: false,
  constantTimePKCS1Decryption: true,
};

/** One signature of OpenPGP.js: its promises settle, good or not. */
export interface Found {
  keyID: KeyId;
  verified: Promise<true>;
  signature: Promise<Signature>;
}

/** The keys that it says it is signed with; a signature of a kind that is not read any more names none. */
export const idsOf = (named: Iterable<KeyId | undefined>): string[] =>
  Array.from(named, (id) => id?.toHex() ?? '').filter((id) => id !== '');

interface KeyId {
  toHex(): string;
}

/** A text with signatures over it. */
export interface SignedText {
  /** The keys that it says it is signed with; see {@link idsOf}. */
  keyIds: string[];
  content: Uint8Array;
  /** Verifies by these keys, at this time. */
  verifyBy: (keys: PublicKey[], at: Date) => Promise<Found[]>;
}

export interface Judged {
  signed: Omit<SignedVerdict, 'how'>;
  signer: SignerVerdict | null;
  known: KnownKey[];
}

/** ms that a signer's clock may be ahead of ours. */
const AHEAD = 10 * 60_000;

/** Judges the signatures over one text: the first that is good counts, otherwise the first. */
export async function judge({ keyIds, content, verifyBy }: SignedText, world: World): Promise<Judged> {
  if (keyIds.length === 0) return unsigned('There is no signature in it.');
  if (keyIds.length > READING_LIMITS.signatures)
    return unsigned(`It has ${keyIds.length} signatures, more than anybody needs.`, 'bad');
  const known = await openKeys(
    await world.lookUp({ addresses: world.from === null ? [] : [world.from], keyIds }),
  );
  const found = await verifyBy(
    known.map(({ key }) => key),
    new Date(world.now.getTime() + AHEAD),
  );
  // All must be waited for: a promise that nobody hears ends the thread.
  const judged = await Promise.all(found.map(async (one) => judgeOne(one, content, known, world.now)));
  return (
    judged.find(({ signed }) => signed.state === 'good') ??
    judged[0] ??
    unsigned('There is no signature in it.')
  );
}

/** What the judgement is made in. */
export interface World {
  now: Date;
  /** The one address of From. */
  from: string | null;
  lookUp: KeyLookUp;
}

interface OpenKey {
  known: KnownKey;
  key: PublicKey;
}

async function openKeys(known: KnownKey[]): Promise<OpenKey[]> {
  const opened = await Promise.all(
    known.map(async (one) => {
      const keys = await readKeys({ armoredKeys: one.armored }).catch(() => []);
      return keys.map((key) => ({ known: one, key }));
    }),
  );
  return opened.flat();
}

async function judgeOne(
  { keyID, verified, signature }: Found,
  content: Uint8Array,
  known: OpenKey[],
  now: Date,
): Promise<Judged> {
  const keyId = keyID.toHex().toUpperCase();
  const [outcome, packets] = await Promise.all([
    verified.then(
      () => null,
      (error: unknown) => (error as Error).message,
    ),
    signature.then(
      ({ packets: [packet] }) => packet ?? null,
      () => null,
    ),
  ]);
  const own = known.filter(({ key }) => key.getKeys(keyID as never).length > 0);
  const [first] = own;
  const signer: SignerVerdict = {
    keyId,
    fingerprint: first?.key.getFingerprint().toUpperCase() ?? null,
    signedAt: packets?.created ?? null,
    digest: packets === null ? '' : digestOf(packets.signatureData, content),
  };
  const owners = own.map((one) => one.known);
  const tell = (state: SignedVerdict['state'], why: string): Judged => ({
    signed: { state, why },
    signer,
    known: owners,
  });
  if (first === undefined)
    return tell('unknown_key', `It is signed with the key ${keyId}, which no contact has.`);
  if (outcome !== null) return tell(...failureOf(outcome));
  if (packets?.signatureType !== enums.signature.binary && packets?.signatureType !== enums.signature.text)
    return tell('bad', 'The signature is not one over a document.');
  // It may be dated back to when the key still held: the key must hold today.
  const today = await first.key.getSigningKey(keyID as never, now).then(
    () => null,
    (error: unknown) => (error as Error).message,
  );
  if (today !== null) return tell(...failureOf(today));
  return tell('good', `The signature is good, by the key ${signer.fingerprint ?? keyId}.`);
}

/**
 * Of what is signed and not of the signature as it came: what stands beside it unsigned, and line ends, may be changed by
 * anybody without breaking it.
 */
const digestOf = (signed: Uint8Array | null, content: Uint8Array): string =>
  createHash('sha256')
    .update(signed ?? '')
    .update(Buffer.from(content).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
    .digest('hex');

function failureOf(message: string): [SignedVerdict['state'], string] {
  if (/revoked/i.test(message)) return ['revoked_key', `The key that signed is revoked: ${message}`];
  if (/expired/i.test(message)) return ['expired_key', `The key that signed has ended: ${message}`];
  return ['bad', `The signature does not hold: ${message}`];
}

const unsigned = (why: string, state: SignedVerdict['state'] = 'none'): Judged => ({
  signed: { state, why },
  signer: null,
  known: [],
});

/** Whose key it is, against whom the mail says it is from. */
export function senderVerdict(
  from: readonly string[],
  fromFields: number,
  { signed, signer, known }: Judged,
): SenderVerdict {
  const [address = null] = from.length === 1 && fromFields === 1 ? from : [];
  const owners = known.map(({ owner }) => owner);
  const none = (why: string): SenderVerdict => ({ state: 'none', address, owners, why });
  if (address === null)
    return none(
      from.length > 1 || fromFields > 1
        ? 'It names several senders, so it is nobody’s by its signature.'
        : 'It names no sender that can be read.',
    );
  if (signed.state !== 'good')
    return none('Without a good signature over all of it, From is only what it says.');
  const isOwn = known.some(({ email }) => email.toLowerCase() === address);
  return isOwn
    ? { state: 'matches', address, owners, why: `The key belongs to the contact ${address}.` }
    : {
        state: 'other',
        address,
        owners,
        why: `The key ${signer?.fingerprint ?? ''} belongs to ${known.map(({ email }) => email).join(', ')}, and From says ${address}.`,
      };
}
