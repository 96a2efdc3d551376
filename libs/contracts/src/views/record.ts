/** All hashes are SHA-256 in hex, all instants RFC 3339 in UTC. */
type Hash = string;

/** The head of the log, signed. */
export interface CheckpointView {
  /** Name of the log. */
  origin: string;
  /** How many leaves it has. */
  size: number;
  root: Hash;
  signedAt: string;
  /** The signed bytes: a C2SP checkpoint, with the signatures of witnesses that have seen it. */
  note: string;
  /** Public key of the log, as C2SP writes them: `name+id+key`. */
  key: string;
  /** Where the log has changed its key: what the earlier one signed of the later, at how many entries. */
  vouchers: { by: string; key: string; size: number; note: string }[];
  /** Of those whose signatures are taken. */
  witnesses: { name: string; key: string }[];
  /** Who has seen this head, by their own clock. */
  cosignatures: { witness: string; at: string }[];
  /** The newest head that somebody else has seen; null: none yet. */
  lastWitnessedSize: number | null;
}

export interface LeafView {
  /** Its place in the log, from 0. */
  index: number;
  leafHash: Hash;
  /** Which entry it is; null for whoever may not read it. */
  entry: { streamId: string; index: number } | null;
}

export interface LeavesView {
  items: LeafView[];
  /** `from` of the next page; null at the end. */
  next: number | null;
  /** How many leaves there are. */
  size: number;
}

/** RFC 6962 section 2.1.1. */
export interface InclusionProofView {
  index: number;
  size: number;
  leafHash: Hash;
  root: Hash;
  /** From the leaf upwards. */
  proof: Hash[];
}

/** RFC 6962 section 2.1.2. */
export interface ConsistencyProofView {
  from: { size: number; root: Hash };
  to: { size: number; root: Hash };
  proof: Hash[];
}

/** Where an entry stands in the log. */
export interface SealView {
  /** Null until it is sealed, which takes less than a second. */
  index: number | null;
  /** Where its proof is asked for. */
  proof: string;
}
