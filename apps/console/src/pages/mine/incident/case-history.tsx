import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '#libs/contracts';
import { useCaseTimeline } from '../../../api/cases.ts';
import { useSession } from '../../../app/session.tsx';
import { useOwnZone } from '../../../app/zone.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StateFact } from '../../facts/state-fact.tsx';
import { ToldTimes } from '../../facts/told-times.tsx';
import { useEntryWords } from './entry-words.ts';
import classes from './incident.module.css';

/** So many are news; the others unfold. */
const FIRST = 8;

/** All that happened to one in this incident, newest first; and the place to state what happened on one's own side. */
export function CaseHistory({ id }: { id: string }) {
  const { t } = useTranslation('mine');
  const maySpeak = useSession().operator !== null;
  const [isWhole, showWhole] = useState(false);
  const entries = useCaseTimeline(id);
  const all = [...(entries.data ?? [])].reverse();
  const shown = isWhole ? all : all.slice(0, FIRST);
  return (
    <Panel title={t('history.title')} actions={maySpeak ? <StateFact incidentId={id} /> : null}>
      {entries.isPending ? <Loading lines={4} /> : null}
      {entries.isError ? <Fault error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      <ol className={classes['list']} reversed>
        {shown.map((entry) => (
          <li key={entry.index}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {shown.length === all.length ? null : (
        <Button variant="default" size="compact-md" mt="sm" onClick={() => showWhole(true)}>
          {t('history.all', { count: all.length })}
        </Button>
      )}
    </Panel>
  );
}

function Entry({ entry }: { entry: TimelineEntryView }) {
  const zone = useOwnZone();
  const words = useEntryWords();
  return (
    <>
      <div className="foreign">{words(entry)}</div>
      <div className={`${classes['dim']} foreign`}>
        {entry.actor.name} <Instant at={entry.at} zone={zone} />
      </div>
      <div className={classes['dim']}>
        <ToldTimes entry={entry} time={(at) => <Instant at={at} zone={zone} form="full" />} />
      </div>
    </>
  );
}
