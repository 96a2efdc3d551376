/** Can anybody else on the way have read it? */
export interface EncryptedVerdict {
  /** `partial`: only a part of it; `unreadable`: it is, and none of our keys opens it or it is damaged. */
  state: 'yes' | 'partial' | 'unreadable' | 'no';
  /** How: as its own MIME type (RFC 3156) or as a block within text. */
  how: 'mime' | 'inline' | 'smime' | null;
  /** Key ids that it is encrypted to, as it says. */
  to: string[];
  why: string | null;
}

/** Is there a signature over the whole of it, and does it hold? */
export interface SignedVerdict {
  /**
   * `good`: over the whole mail, by a key that holds today. `partial`: something in it is signed, the mail is not.
   * `bad`: it does not hold. `unknown_key`: nobody can say.
   */
  state: 'good' | 'bad' | 'unknown_key' | 'expired_key' | 'revoked_key' | 'partial' | 'none';
  how: 'mime' | 'inline' | 'smime' | null;
  why: string;
}

/** Which key it says, and the key where we have it. */
export interface SignerVerdict {
  /** 16 hex digits, as the signature names it; empty where it names none. */
  keyId: string;
  /** Of the primary key, upper-case hex; null where we do not have the key. */
  fingerprint: string | null;
  signedAt: Date | null;
  /** SHA-256 of what is signed and when, hex: the same again is a replay. */
  digest: string;
}

/** Does that key belong to who the mail says it is from? */
export interface SenderVerdict {
  /** `other`: the key is known and is not the sender's. */
  state: 'matches' | 'other' | 'none';
  /** The one address of From; null where there is not exactly one. */
  address: string | null;
  /** The owner's id of the known key that signed, as {@link KnownKey} has it. */
  owners: string[];
  why: string;
}

/** The four that are always shown. */
export interface Verdicts {
  encrypted: EncryptedVerdict;
  signed: SignedVerdict;
  signer: SignerVerdict | null;
  sender: SenderVerdict;
}

/** A key that somebody of our directory has. */
export interface KnownKey {
  armored: string;
  /** The address in the directory that it belongs to. */
  email: string;
  /** Whatever the caller knows its owner by. */
  owner: string;
}

/** What is asked of the directory: keys of these addresses, and keys with one of these ids (16 hex digits). */
export interface KeysAsked {
  addresses: string[];
  keyIds: string[];
}

export type KeyLookUp = (asked: KeysAsked) => Promise<KnownKey[]>;
