import { useState } from 'react';

/**
 * The Idempotency-Key of one thing that a person means to do: pressed twice, or sent again after a lost answer, it is done
 * once. `renew` after it was done, or when what is meant has changed.
 */
export function useIntent(): { key: string; renew: () => void } {
  const [key, setKey] = useState<string>(() => crypto.randomUUID());
  return { key, renew: () => setKey(crypto.randomUUID()) };
}
