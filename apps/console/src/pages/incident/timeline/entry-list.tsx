import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineNamesView } from '#libs/contracts';
import { Empty } from '../../../ui/empty.tsx';
import type { Aftermath } from './aftermath.ts';
import type { EntryActs } from './entry-acts.ts';
import { EntryItem } from './entry-item.tsx';
import type { Told } from './filter.ts';
import classes from './timeline.module.css';

/** Entries that are drawn at once. */
const PAGE = 100;

interface Props {
  told: Told[];
  /** What later entries say, by the index of the earlier one. */
  aftermath: ReadonlyMap<number, Aftermath>;
  names: TimelineNamesView;
  newestFirst: boolean;
  /** Of the entry that was chosen in the picture. */
  chosen: number | null;
  acts: EntryActs;
}

/** The record as sentences, which is the truth that the picture draws. */
export function EntryList({ told, aftermath, names, newestFirst, chosen, acts }: Props) {
  const { t } = useTranslation('timeline');
  const [drawn, setDrawn] = useState(PAGE);
  const ordered = newestFirst ? [...told].reverse() : told;
  const place = ordered.findIndex(({ entry }) => entry.index === chosen);
  const shown = ordered.slice(0, Math.max(drawn, place + 1));
  if (told.length === 0) return <Empty title={t('none')}>{t('noneWords')}</Empty>;
  return (
    <>
      <ol className={classes['list']}>
        {shown.map((one) => (
          <EntryItem
            key={one.entry.index}
            told={one}
            after={aftermath.get(one.entry.index)}
            names={names}
            isChosen={one.entry.index === chosen}
            acts={acts}
          />
        ))}
      </ol>
      {shown.length === ordered.length ? null : (
        <Group justify="center" py="sm">
          <Button variant="default" onClick={() => setDrawn(shown.length + PAGE)}>
            {t('more', { count: ordered.length - shown.length })}
          </Button>
        </Group>
      )}
    </>
  );
}
