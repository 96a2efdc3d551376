import { Button, Group, Stack, Text } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { IncidentOverviewView, StaffTimelineView } from '#libs/contracts';
import { useTimeline } from '../../../api/timeline.ts';
import { useSession } from '../../../app/session.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StateFact } from '../../facts/state-fact.tsx';
import { aftermathOf } from './aftermath.ts';
import type { EntryActs } from './entry-acts.ts';
import { EntryDialogs } from './entry-dialogs.tsx';
import type { Doing } from './entry-dialogs.tsx';
import { EntryFilters } from './entry-filters.tsx';
import { goToEntry } from './entry-item.tsx';
import { EntryList } from './entry-list.tsx';
import { EVERYTHING, filtered } from './filter.ts';
import { partiesOf } from './party.ts';
import { PicturePanel } from './picture-panel.tsx';
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
  const [chosen, setChosen] = useState<number | null>(() => entryAsked(address.get('entry')));
  // An object, so that one may go to the same entry twice.
  const [going, setGoing] = useState(chosen === null ? null : { to: chosen });
  useEffect(() => {
    if (going !== null) goToEntry(going.to);
  }, [going]);
  const [doing, setDoing] = useState<Doing | null>(null);
  const mayErase = useSession().role === 'lead';
  const acts = useMemo<EntryActs>(
    () => ({
      goTo: (index) => {
        setFilter(EVERYTHING);
        setChosen(index);
        setGoing({ to: index });
      },
      correct: (entry) => setDoing({ what: 'correct', entry }),
      erase: mayErase ? (entry) => setDoing({ what: 'erase', entry }) : null,
    }),
    [mayErase],
  );
  const wanted = useDeferredValue(filter);
  const found = useMemo(() => filtered(told, wanted), [told, wanted]);
  const aftermath = useMemo(() => aftermathOf(items), [items]);
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
          <Group gap="sm">
            <StateFact incidentId={overview.incident.id} />
            <Button variant="default" size="compact-sm" onClick={() => setNewestFirst(!newestFirst)}>
              {t(newestFirst ? 'oldestFirst' : 'newestFirst')}
            </Button>
          </Group>
        }
      >
        <Stack gap="md">
          <EntryFilters filter={filter} onFilter={setFilter} parties={parties} />
          <EntryList
            told={found}
            aftermath={aftermath}
            names={names}
            newestFirst={newestFirst}
            chosen={chosen}
            acts={acts}
          />
        </Stack>
      </Panel>
      <EntryDialogs
        incidentId={overview.incident.id}
        doing={doing}
        told={told}
        onClose={() => setDoing(null)}
      />
    </Stack>
  );
}

/** Of a link to one entry, as drafts for authorities have them; null without one. */
const entryAsked = (text: string | null): number | null =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
