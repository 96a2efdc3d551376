import type { Entity } from './entity.ts';
import type { Budget } from './limits.ts';
import type { OwnKeys } from './own-keys.ts';
import type { Judged, World } from './signatures.ts';
import type { EncryptedVerdict, SignedVerdict } from './verdicts.ts';

/** A mail without its OpenPGP layers. */
export interface Peeled {
  /** What it says is this entity; null where a text alone is left. */
  content: Entity | null;
  /** The text of an inline block, exactly as it was verified or decrypted. */
  text: string | null;
  encrypted: EncryptedVerdict;
  signed: SignedVerdict;
  judged: Judged | null;
}

export interface Surroundings {
  own: OwnKeys;
  world: World;
  budget: Budget;
}

export const CLEAR: EncryptedVerdict = { state: 'no', how: null, to: [], why: null };
export const NO_SIGNATURE: SignedVerdict = { state: 'none', how: null, why: 'There is no signature in it.' };

/** A leaf whose body is read as text. */
export const isReadAsText = ({ type, parts }: Entity) =>
  parts.length === 0 &&
  (type.value.startsWith('text/') || type.value === '' || type.value === 'application/pgp');
