import { Kbd, Modal, Table } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** One key of a page: `key` as `KeyboardEvent.key` tells it, `words` what it does. */
export interface PageKey {
  key: string;
  words: string;
  act: () => void;
}

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

export function KeysProvider({ children }: { children: ReactNode }) {
  const layers = useRef<PageKey[][]>([]);
  const [help, setHelp] = useState<PageKey[] | null>(null);

  const showHelp = useCallback(() => setHelp([...layers.current].reverse().flat()), []);
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
      <KeyHelp keys={help} onClose={() => setHelp(null)} />
    </KeysOfPage.Provider>
  );
}

function KeyHelp({ keys, onClose }: { keys: PageKey[] | null; onClose: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Modal opened={keys !== null} onClose={onClose} title={t('keys.title')} centered>
      <Table>
        <Table.Tbody>
          {[{ key: '?', words: t('keys.help') }, ...(keys ?? [])].map(({ key, words }) => (
            <Table.Tr key={`${key} ${words}`}>
              <Table.Th w={120}>
                <Kbd>{key === ' ' ? t('keys.blank') : key}</Kbd>
              </Table.Th>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
