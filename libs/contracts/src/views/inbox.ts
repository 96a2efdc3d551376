import type {
  EncryptedState,
  InboundMailbox,
  InboundOutcome,
  InboundState,
  ReadAgainWhy,
  SenderState,
  SignedState,
} from '../inbox.ts';
import type { Tlp } from '../tlp.ts';

/** The four verdicts on a mail. They are ours; everything else in a mail is its sender's word. */
export interface VerdictsView {
  encrypted: {
    state: EncryptedState;
    how: 'mime' | 'inline' | 'smime' | null;
    to: string[];
    why: string | null;
  };
  signed: {
    state: SignedState;
    how: 'mime' | 'inline' | 'smime' | null;
    why: string;
  };
  signer: { keyId: string; fingerprint: string | null; signedAt: string | null } | null;
  sender: { state: SenderState; address: string | null; why: string };
}

/** A mail that came in, in a list. Instants are RFC 3339 in UTC. */
export interface InboundLine {
  id: string;
  state: InboundState;
  mailbox: InboundMailbox;
  receivedAt: string;
  /** As it stands there; null until it is read. */
  from: string | null;
  subject: string | null;
  /** What its sender wrote or what its incident goes under, whichever is narrower; null until it is read. */
  tlp: Tlp | null;
  /** Null until it is read. */
  verdicts: VerdictsView | null;
  outcome: InboundOutcome | null;
  outcomeWhy: string | null;
  reportId: string | null;
  publicReportId: string | null;
  incidentId: string | null;
  incidentNumber: string | null;
  operatorId: string | null;
  deliveryId: string | null;
}

/** What a list of mails may be narrowed to; each absent: all of them. */
export interface InboxFilter {
  state?: InboundState | undefined;
  mailbox?: InboundMailbox | undefined;
  outcome?: InboundOutcome | undefined;
  encrypted?: EncryptedState | undefined;
  signed?: SignedState | undefined;
  sender?: SenderState | undefined;
  /** Id. */
  incident?: string | undefined;
}

/** What was said of a mail before it was read again. */
export interface EarlierVerdictsView {
  /** When it was said; it held until the next reading. */
  readAt: string;
  verdicts: VerdictsView;
  outcome: InboundOutcome | null;
  outcomeWhy: string | null;
  /** Why it was read again; null: a person wanted it. */
  why: ReadAgainWhy | null;
}

/** A file that came with a mail: a stranger's. */
export interface InboundFileView {
  /** Its place, by which its bytes are fetched; from 1. */
  n: number;
  /** As its sender calls it. */
  name: string | null;
  /** As its sender claims. */
  type: string;
  /** Of one that cannot be fetched: as it came, encoded or not. */
  bytes: number;
  /** Hex; null where it cannot be fetched. */
  sha256: string | null;
  /**
   * Why it cannot be fetched: it is too large, it is too much with those before it, or it was read before files were kept. Null: it can.
   * The mail as it came holds it all the same.
   */
  leftOut: 'too_large' | 'too_much' | 'read_before' | null;
}

/** The whole of it. Text is text: it is never drawn as anything else. */
export interface InboundView extends InboundLine {
  envelope: { from: string; to: string; client: string | null };
  bytes: number;
  sha256: string;
  readAt: string | null;
  /** The oldest first; empty where it was read once, or nothing else came out. */
  earlier: EarlierVerdictsView[];
  /** Why it was put aside; null where it was not. */
  asideWhy: string | null;
  date: string | null;
  to: string[];
  text: string | null;
  files: InboundFileView[];
  /** How many more came along than are listed. */
  moreFiles: number;
  automatic: 'bounce' | 'feedback' | 'auto_reply' | 'list' | null;
}
