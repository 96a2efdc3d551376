import type {
  ContactKeyState,
  EncryptAnswer,
  KeyPartState,
  KeyPurpose,
  KeyStep,
  ReadAnswer,
} from '../key-room.ts';
import type { ContactRole, EncryptionPolicy } from '../operator.ts';
import type { OperatorNameView } from './directory.ts';

export interface KeyPartView {
  /** Upper-case hex. */
  fingerprint: string;
  purposes: KeyPurpose[];
  /** For people: `Ed25519`, `RSA 4096`. */
  algorithm: string;
  madeAt: string;
  /** Null: it has no end. */
  endsAt: string | null;
  state: KeyPartState;
}

/** Answer of `GET /api/v1/key-room/own`. The secret half is in no web process: parts are made anew by `dnscert key rotate`. */
export interface OwnKeyView {
  fingerprint: string;
  userIds: string[];
  publishedAt: string;
  /** The primary key first, then the newest. */
  parts: KeyPartView[];
  /** Fingerprints of the parts that sign and are encrypted to now; null where none can. */
  signsNow: string | null;
  readsNow: string | null;
  /** Other keys of ours from before, newest first. */
  earlier: { fingerprint: string; publishedAt: string }[];
}

/** A contact and the key that we have for it; of `GET /api/v1/key-room/contacts`. */
export interface ContactKeyView {
  contactId: string;
  operatorId: string;
  operator: OperatorNameView;
  email: string;
  name: string | null;
  role: ContactRole;
  encryption: EncryptionPolicy;
  keyFingerprint: string | null;
  keyAlgorithm: string | null;
  keyExpiresAt: string | null;
  state: ContactKeyState;
  /** When it was last told that its key ends. */
  warnedAt: string | null;
  /** A change of this contact that waits to be confirmed. */
  changeId: string | null;
}

/** Answer of `GET /api/v1/key-room/contacts/counts`: how many contacts have their key in each state. */
export interface ContactKeyCountsView {
  contacts: number;
  counts: { state: ContactKeyState; count: number }[];
}

/** Answer of `GET /api/v1/key-room/contacts/{id}/encryption`: why we can encrypt to this contact, or cannot. */
export interface EncryptionAnswerView {
  contact: ContactKeyView;
  answer: EncryptAnswer;
  /** What a person does next; null: nothing. */
  nextStep: KeyStep | null;
  /** May content that must not be read on the way be mailed at all? */
  canSendSecrets: boolean;
}

/** Answer of `GET /api/v1/key-room/ids/{id}`: whose key or part that is, and whether we can read what is encrypted to it. */
export interface KeyAnswerView {
  /** As it was asked for: key id or fingerprint, upper-case hex. */
  asked: string;
  read: ReadAnswer;
  nextStep: KeyStep | null;
  /** The part of ours that it is; null where it is none. */
  ownPart: KeyPartView | null;
  /** Of ours, what others encrypt to now. */
  ownFingerprint: string | null;
  /** Contacts whose key it is; none where it is nobody's whom we know. */
  contacts: ContactKeyView[];
}
