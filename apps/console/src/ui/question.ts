import type { ReactNode } from 'react';

export interface Question {
  title: string;
  /** What will happen, before it does. */
  what: ReactNode;
  /** The button that does it: a verb, never "OK". */
  act: string;
  /** Asks why: `needed` does not go on without. */
  reason?: 'needed' | 'optional';
  /** Cannot be taken back. */
  grave?: boolean;
}

/** Null: the person thought better of it. `reason` is empty where none was asked. */
export type Answer = { reason: string } | null;
