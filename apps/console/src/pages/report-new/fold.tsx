import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import classes from './report-new.module.css';

interface Props {
  title: string;
  /** Something was said in it before. */
  isFilled: boolean;
  /** Something in it has to be mended: each new value opens it, and the person may close it again. */
  need: unknown;
  children: ReactNode;
}

/** A part of a form that unfolds. */
export function Fold({ title, isFilled, need, children }: Props) {
  const [isOpen, setOpen] = useState(isFilled);
  const [wasFilled, setWasFilled] = useState(isFilled);
  const [met, setMet] = useState<unknown>(null);
  if (isFilled !== wasFilled) {
    setWasFilled(isFilled);
    // Another page brought something along: it must be seen.
    if (isFilled) setOpen(true);
  }
  if (need !== met) {
    setMet(need);
    if (need !== null) setOpen(true);
  }
  return (
    <details
      className={classes['fold']}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <Stack gap="md" className={classes['folded']}>
        {children}
      </Stack>
    </details>
  );
}
