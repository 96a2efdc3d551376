import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './record.module.css';

interface Props {
  /** `waits` is no finding, only what is being done or said. */
  is: 'good' | 'bad' | 'unable' | 'waits';
  children: ReactNode;
}

/** One finding: a word, a colour, and the sentence. What is wrong is read out at once. */
export function Outcome({ is, children }: Props) {
  const { t } = useTranslation('record');
  return (
    <li className={classes['outcome']} data-is={is}>
      <strong className={classes['mark']}>{t(`outcome.${is}`)}</strong>
      <span className={classes['words']} role={is === 'bad' ? 'alert' : undefined}>
        {children}
      </span>
    </li>
  );
}
