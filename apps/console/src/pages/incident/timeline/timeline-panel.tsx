import { Button, Group, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { IncidentOverviewView, StaffTimelineView } from '#libs/contracts';
import { useTimeline } from '../../../api/timeline.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { goToEntry } from './entry-item.tsx';
import { EntryList } from './entry-list.tsx';
import { FAMILIES } from './families.ts';
import { EVERYTHING, filtered } from './filter.ts';
import { partiesOf } from './party.ts';
import { PicturePanel } from './picture-panel.tsx';
import classes from './timeline.module.css';
import { useToldEntries } from './use-entry-words.ts';
import { usePartyName } from './use-party-name.ts';

/** Who did what when: drawn, and in words. */
export default function TimelinePanel({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('timeline');
  const timeline = useTimeline(overview.incident.id);
  if (timeline.data !== undefined) return <Whole overview={overview} timeline={timeline.data} />;
  return (
    <Panel title={t('title')}>
      {timeline.isError ? (
        <Fault error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </Panel>
  );
}

function Whole({ overview, timeline }: { overview: IncidentOverviewView; timeline: StaffTimelineView }) {
  const { t } = useTranslation('timeline');
  const { items, names } = timeline;
  const nameOf = usePartyName(overview.grid, names);
  const told = useToldEntries(items, names);
  const [filter, setFilter] = useState(EVERYTHING);
  const [newestFirst, setNewestFirst] = useState(true);
  const [address] = useSearchParams();
  const asked = entryAsked(address.get('entry'));
  const [chosen, setChosen] = useState<number | null>(asked);
  useEffect(() => {
    if (asked !== null) goToEntry(asked);
  }, [asked]);
  const wanted = useDeferredValue(filter);
  const found = useMemo(() => filtered(told, wanted), [told, wanted]);
  const parties = useMemo(
    () => partiesOf(items).map((party) => ({ value: party, label: nameOf(party) })),
    [items, nameOf],
  );
  return (
    <Stack gap="md">
      <PicturePanel
        overview={overview}
        entries={items}
        found={found}
        party={wanted.party}
        nameOf={nameOf}
        chosen={chosen}
        onChoose={setChosen}
      />
      <Panel
        title={t('list')}
        beside={<Text c="dimmed">{t('shown', { shown: found.length, all: items.length })}</Text>}
        actions={
          <Button variant="default" size="compact-sm" onClick={() => setNewestFirst(!newestFirst)}>
            {t(newestFirst ? 'oldestFirst' : 'newestFirst')}
          </Button>
        }
      >
        <Stack gap="md">
          <div className={classes['filters']}>
            <Select
              label={t('party')}
              placeholder={t('everybody')}
              data={parties}
              value={filter.party === '' ? null : filter.party}
              clearable
              searchable
              onChange={(party) => setFilter({ ...filter, party: party ?? '' })}
            />
            <MultiSelect
              label={t('family')}
              placeholder={filter.families.length === 0 ? t('everything') : ''}
              data={FAMILIES.map((value) => ({ value, label: t(`families.${value}`) }))}
              value={filter.families}
              clearable
              onChange={(families) => setFilter({ ...filter, families: families })}
            />
            <TextInput
              label={t('search')}
              type="search"
              value={filter.words}
              onChange={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
            />
            <Group>
              {filter === EVERYTHING ? null : (
                <Button variant="subtle" onClick={() => setFilter(EVERYTHING)}>
                  {t('all')}
                </Button>
              )}
            </Group>
          </div>
          <EntryList told={found} names={names} newestFirst={newestFirst} chosen={chosen} />
        </Stack>
      </Panel>
    </Stack>
  );
}

/** Of a link to one entry, as drafts for authorities have them; null without one. */
const entryAsked = (text: string | null): number | null =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
