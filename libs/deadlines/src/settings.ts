import type { Ladders } from './ladder/ladders.ts';

/** Injection token of {@link Ladders}. */
export const LADDERS = Symbol('Ladders');
/** Injection token of {@link PagingSettings}. */
export const PAGING_SETTINGS = Symbol('PagingSettings');

/** By which ways our own people are paged; null: not by that one. */
export interface PagingSettings {
  /** Gets a JSON object by POST. */
  webhookUrl: string | null;
  /** Of an ntfy server; each person has a topic below it. */
  ntfyUrl: string | null;
  /** Of an SMS gateway that takes `{ "to", "text" }` by POST. */
  smsUrl: string | null;
  /** Sent as `Authorization: Bearer …` to each of them. */
  token: string | null;
  publicUrl: string;
}

export type { Ladders };
