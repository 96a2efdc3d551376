import { UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactPackView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { monthWords } from './month-words.ts';
import classes from './packs.module.css';
import { Recipients } from './recipients.tsx';

interface Props {
  pack: ContactPackView;
  isOpenAtFirst: boolean;
}

/** The pack of a month in a line; it unfolds to whom it went. */
export function Pack({ pack, isOpenAtFirst }: Props) {
  const { t, i18n } = useTranslation('packs');
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const detail = useId();
  const month = monthWords(pack.month, i18n.language);
  return (
    <li className={classes['pack']}>
      <UnstyledButton
        className={classes['head']}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detail : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
        <strong>{t('of', { month })}</strong>
        <span className={classes['counts']}>
          {pack.deliveries.map(({ state, count }) => (
            <span key={state}>
              {count} <StateMark of="delivery" state={state} />
            </span>
          ))}
        </span>
        <span className={classes['dim']}>
          {t('built')} <Instant at={pack.builtAt} /> · {t('meant', { count: pack.recipients })}
        </span>
      </UnstyledButton>
      {isOpen ? (
        <div id={detail} className={classes['detail']}>
          <Recipients month={pack.month} />
        </div>
      ) : null}
    </li>
  );
}
