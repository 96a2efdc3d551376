import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

interface Saying<T> {
  send: (given: T, key: string) => Promise<unknown>;
  /** What of the page is read anew, before the form closes. */
  changed: () => Promise<void>;
  onDone: () => void;
}

/**
 * Says something once: pressed twice, or again after a lost answer, the same words are said once, and other words are another
 * saying. Without network it fails at once, and what was typed is still there.
 */
export function useSaying<T>({ send, changed, onDone }: Saying<T>) {
  const keyOf = useKeyOf();
  return useMutation({
    mutationFn: (given: T) => send(given, keyOf(given)),
    networkMode: 'always',
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
}

/** The Idempotency-Key of words, by the words, as long as their form stands open. */
export function useKeyOf(): (given: unknown) => string {
  const keys = useRef(new Map<string, string>());
  return (given) => {
    const words = JSON.stringify(given);
    const key = keys.current.get(words) ?? crypto.randomUUID();
    keys.current.set(words, key);
    return key;
  };
}
