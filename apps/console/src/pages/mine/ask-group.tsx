import { Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskView } from '#libs/contracts';
import { AskCard } from './ask-card.tsx';
import { CaseRow } from './case-row.tsx';
import type { AskGroups } from './groups.ts';
import classes from './mine.module.css';

interface Props {
  name: keyof AskGroups;
  asks: AskView[];
}

/** Cases of one kind of need. Of those where nothing is asked, a line each. */
export function AskGroup({ name, asks }: Props) {
  const { t } = useTranslation('mine');
  const heading = useId();
  if (asks.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <div className={classes['heading']}>
        <Title order={2} id={heading}>
          {t(`groups.${name}`)}
        </Title>
        <span className={classes['count']}>{asks.length}</span>
      </div>
      {name === 'quiet' ? (
        <ul className={classes['rows']}>
          {asks.map((ask) => (
            <li key={ask.id}>
              <CaseRow incident={ask} />
            </li>
          ))}
        </ul>
      ) : (
        <ul className={classes['cards']}>
          {asks.map((ask) => (
            <li key={ask.id}>
              <AskCard ask={ask} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
