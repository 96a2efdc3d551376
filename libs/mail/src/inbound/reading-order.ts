import type { ReadingLimit } from './limits.ts';
import type { MailReading } from './read-mail.ts';
import type { KeysAsked, KnownKey } from './verdicts.ts';

/** What a thread is asked, and what it is told in between. */
export type Told =
  | { id: number; raw: Uint8Array; envelopeFrom: string | null; now: Date }
  | { id: number; question: number; keys: KnownKey[] };

/** What a thread answers or asks. `fault` without a limit: it could not read at all. */
export type Heard =
  | { id: number; reading: MailReading }
  | { id: number; question: number; asked: KeysAsked }
  | { id: number; limit: ReadingLimit; evidence: string }
  | { id: number | null; fault: string };
