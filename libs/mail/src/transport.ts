/** Who the relay is told (RFC 5321), apart from what the header says. One recipient: each delivery has its own outcome. */
export interface Envelope {
  /** Return path; empty for the null sender of an automatic answer (RFC 3834 section 3.3). */
  from: string;
  to: string;
}

/** A finished message. `raw` is what was signed and stored: a transport hands it over byte for byte. */
export interface OutgoingMail {
  envelope: Envelope;
  raw: Buffer;
}

/** How far the conversation with the relay had come. */
export type SendStage = 'connect' | 'greeting' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'done';

/** The connection that a mail went over, or was to go over. */
export interface MailLine {
  /** The name that was looked for, which a certificate must be good for. */
  host: string;
  /** Null: nobody was reached there. */
  address: string | null;
  /** When that address was last seen, where the name did not resolve and it was remembered; null: it did. */
  pinnedAt: Date | null;
  /** For example `TLSv1.3`, always with a certificate that is good for `host`; null: in clear, or not at all. */
  tls: string | null;
  /** Why the line is in clear, or why the mail was kept back for want of a good one. For a person; null: nothing is amiss. */
  tlsReason: string | null;
}

/** What became of one attempt. The outside world never makes `send` throw: whatever it does is one of these values. */
export interface SendResult {
  /** `soft_fail`: try again later. `hard_fail`: this recipient or this message is refused for good. */
  outcome: 'sent' | 'soft_fail' | 'hard_fail';
  /** Does it concern this message alone, or the relay as a whole (so that other mails will fare no better)? */
  scope: 'message' | 'server';
  stage: SendStage;
  /** The other side's words, or ours where it said nothing: no control characters, well-formed, at most 500 characters. */
  response: string;
  /** SMTP reply code, for example 451. */
  code?: number;
  /** Enhanced status code (RFC 3463), for example `5.1.1`. */
  enhanced?: string;
  /** Absent where there was none to speak of: nothing came free in time, or the mail was captured. */
  line?: MailLine;
}

/** A way out for mail. */
export interface MailTransport {
  /** @throws MailFault for a broken envelope only, which is a fault of ours. */
  send(mail: OutgoingMail): Promise<SendResult>;
  /** Lets what is under way end (a few seconds at most), then frees all connections and timers. */
  close(): Promise<void>;
}
