import { useSyncExternalStore } from 'react';
import { serviceNow } from '../api/clock.ts';

/** One timer for all that ticks on a page, stopped when nothing does. */
const listeners = new Set<() => void>();
let timer: number | undefined;
let now = serviceNow();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = serviceNow();
    timer = window.setInterval(() => {
      now = serviceNow();
      listeners.forEach((told) => told());
    }, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The service's time in steps of `seconds`: a page of a thousand times does not draw itself anew each second for those that
 * tell minutes.
 */
export function useNow(seconds = 1): number {
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(now.getTime() / (seconds * 1_000)) * seconds * 1_000,
  );
}
