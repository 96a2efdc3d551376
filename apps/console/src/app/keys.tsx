import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLater } from '../ui/use-later.ts';
import type { PageKey } from './page-key.ts';

interface Keys {
  add: (keys: PageKey[]) => () => void;
  showHelp: () => void;
}

const KeysOfPage = createContext<Keys>({ add: () => () => undefined, showHelp: () => undefined });

/** Keys that hold as long as the component stands. Those of the part that came last win. */
export function useKeys(keys: PageKey[]): void {
  const { add } = useContext(KeysOfPage);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const names = keys.map(({ key, words }) => `${key}\t${words}`).join('\n');
  useEffect(() => {
    const lasting = names
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t'))
      .map(([key = '', words = '']) => ({
        key,
        words,
        act: () => latest.current.find((one) => one.key === key)?.act(),
      }));
    return add(lasting);
  }, [add, names]);
}

export const useShowKeys = (): (() => void) => useContext(KeysOfPage).showHelp;

/** Keys are for whoever is not typing, and not under an open dialog. */
function isMeant(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (
    target?.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
    )
  )
    return false;
  // Enter and blank press what has the focus.
  const presses = event.key === 'Enter' || event.key === ' ';
  return !(presses && target?.closest('button, a, summary, [role="tab"], [role="button"]'));
}

const loadHelp = () => import('./key-help.tsx').then(({ KeyHelp }) => KeyHelp);

export function KeysProvider({ children }: { children: ReactNode }) {
  const layers = useRef<PageKey[][]>([]);
  const [help, setHelp] = useState<PageKey[] | null>(null);
  const { Part: KeyHelp, open: openHelp } = useLater(loadHelp);

  const showHelp = useCallback(
    () => void openHelp(() => setHelp([...layers.current].reverse().flat())),
    [openHelp],
  );
  const add = useCallback((keys: PageKey[]) => {
    layers.current = [...layers.current, keys];
    return () => {
      layers.current = layers.current.filter((layer) => layer !== keys);
    };
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isMeant(event)) return;
      if (event.key === '?') {
        event.preventDefault();
        showHelp();
        return;
      }
      for (const layer of [...layers.current].reverse()) {
        const found = layer.find(({ key }) => key === event.key);
        if (found === undefined) continue;
        event.preventDefault();
        found.act();
        return;
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [showHelp]);

  const keys = useMemo(() => ({ add, showHelp }), [add, showHelp]);
  return (
    <KeysOfPage.Provider value={keys}>
      {children}
      {KeyHelp === null ? null : <KeyHelp keys={help} onClose={() => setHelp(null)} />}
    </KeysOfPage.Provider>
  );
}
