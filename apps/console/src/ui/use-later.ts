import i18next from 'i18next';
import { useCallback, useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { flushSync } from 'react-dom';
import { tellFault } from './undo.tsx';

/** ms after which a page has come to rest. */
const REST = 4_000;

interface Later<P> {
  /** Null as long as its code is on its way. */
  Part: ComponentType<P> | null;
  /**
   * Calls back once the part stands, closed: a dialog remembers on opening where the focus was. Answers whether it does; where
   * its code cannot be had, the person is told.
   */
  open: (whenThere: () => void) => Promise<boolean>;
}

/**
 * A part that nobody sees at first. Its code is fetched once the page has come to rest, so that it is there when the network is
 * not; or at once, where it is wanted sooner. `load` must be the same on each call.
 */
export function useLater<P>(load: () => Promise<ComponentType<P>>): Later<P> {
  const [part, setPart] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    if (part !== null) return;
    const timer = setInterval(() => {
      // Without a network it is tried again.
      load().then(
        (found) => setPart(() => found),
        () => undefined,
      );
    }, REST);
    return () => clearInterval(timer);
  }, [part, load]);
  const open = useCallback(
    (whenThere: () => void) =>
      load().then((found) => {
        flushSync(() => setPart(() => found));
        whenThere();
        return true;
      }, tellMissing),
    [load],
  );
  return { Part: part, open };
}

function tellMissing(): boolean {
  tellFault(i18next.t('fault.part'), new Error(i18next.t('fault.partWords')));
  return false;
}
