import type { SecretMessage } from '../compose-encrypted.ts';
import type { MailFaultCode, SigningKeyFaultCode } from '../fault.ts';
import type { DkimFile } from '../dkim-file.ts';
import type { Message } from '../message.ts';
import type { SigningKeyFiles } from '../signing-key-files.ts';

/** What a thread opens. */
export interface ThreadFiles {
  signing: SigningKeyFiles;
  dkim: DkimFile | null;
}

/** What a thread is asked to make. */
export type Order =
  | { what: 'signed'; message: Message }
  /** `key`: of its reader, armoured. */
  | { what: 'sealed'; message: SecretMessage; key: string }
  | { what: 'clear_signed'; text: string; at: Date };

export interface Numbered {
  id: number;
  order: Order;
}

/** A finished mail, or a text that everybody may read and check. */
export interface Made {
  /** Null for a text. */
  envelope: { from: string; to: string } | null;
  raw: Uint8Array;
  /** Fingerprint of the key that reads it; null in clear. */
  encryptedTo: string | null;
}

/** A fault as it crosses from one thread to another. */
export type ToldFault =
  | { of: 'mail'; code: MailFaultCode; message: string }
  | { of: 'signing_key'; code: SigningKeyFaultCode; message: string }
  | { of: 'unknown'; message: string };

/** What a thread answers; `id` null: it cannot work at all. */
export type Answer = { id: number; made: Made } | { id: number | null; fault: ToldFault };
