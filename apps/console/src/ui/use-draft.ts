import { useCallback, useEffect, useRef, useState } from 'react';

export interface Draft<T> {
  value: T;
  set: (value: T) => void;
  /** After it was sent, or thrown away. */
  clear: () => void;
  /** Was something found that an earlier visit left? */
  restored: boolean;
  /** False: the browser would not keep it, for example because its store is full. Say so. */
  kept: boolean;
}

const nameOf = (key: string) => `dnscert.draft.${key}`;

function readKept<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(nameOf(key));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/**
 * What a person types, kept in this browser at each change until it is sent: a reload, a crash, a lost session lose nothing.
 * `key` names person and thing, for example `note.USER.INCIDENT`; values are JSON.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [found] = useState(() => readKept<T>(key));
  const [value, setValue] = useState<T>(found ?? initial);
  const [kept, setKept] = useState(true);
  const first = useRef(initial);

  const set = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(nameOf(key), JSON.stringify(next));
        setKept(true);
      } catch {
        setKept(false);
      }
    },
    [key],
  );
  const clear = useCallback(() => {
    localStorage.removeItem(nameOf(key));
    setValue(first.current);
  }, [key]);

  // Another tab that works on the same thing shows the same.
  useEffect(() => {
    const take = (event: StorageEvent) => {
      if (event.key === nameOf(key)) setValue(readKept<T>(key) ?? first.current);
    };
    window.addEventListener('storage', take);
    return () => window.removeEventListener('storage', take);
  }, [key]);

  return { value, set, clear, restored: found !== null, kept };
}
