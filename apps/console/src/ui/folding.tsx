import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import classes from './folding.module.css';

interface Props {
  /** For screen readers: what one scrolls here, where it is wide. */
  label: string;
  isFramed?: boolean;
  /** px; what is higher scrolls. */
  most?: number;
  /** One table, its headings in `thead`. */
  children: ReactNode;
}

/**
 * A table that scrolls within itself where it is wide, by key as well; on a phone each of its rows is a block of lines, and
 * each line says under which heading it would stand.
 */
export function Folding({ label, isFramed = false, most, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  // After each drawing: rows come by and by, and a heading may change with the language.
  useLayoutEffect(() => {
    if (frame.current !== null) nameCells(frame.current);
  });
  const look = `${classes['folding'] ?? ''} ${isFramed ? (classes['framed'] ?? '') : ''}`;
  return (
    <div
      ref={frame}
      className={look}
      style={most === undefined ? undefined : { maxHeight: most, overflowY: 'auto' }}
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      {children}
    </div>
  );
}

function nameCells(frame: HTMLElement): void {
  const heads = [...frame.querySelectorAll('thead th')].map(({ textContent }) =>
    textContent.replace(/[▲▼]/, '').trim(),
  );
  for (const row of frame.querySelectorAll<HTMLTableRowElement>('tbody tr'))
    // The first says what the row is about.
    [...row.cells].slice(1).forEach((cell, index) => (cell.dataset['under'] = heads[index + 1] ?? ''));
}
