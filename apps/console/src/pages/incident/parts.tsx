import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentCounts, IncidentOverviewView } from '#libs/contracts';
import { Loading } from '../../ui/loading.tsx';
import GridPanel from './grid/grid-panel.tsx';
import classes from './parts.module.css';
import { PARTS, usePart } from './use-part.ts';
import type { Part } from './use-part.ts';

const ClocksPanel = lazy(() => import('../clocks/clocks-panel.tsx'));
const ThreadsPanel = lazy(() => import('./threads/threads-panel.tsx'));
const TimelinePanel = lazy(() => import('./timeline/timeline-panel.tsx'));
const ImpactPanel = lazy(() => import('./impact/impact-panel.tsx'));
const ReportsPanel = lazy(() => import('./reports/reports-panel.tsx'));
const EvidencePanel = lazy(() => import('./evidence/evidence-panel.tsx'));
const NoticesPanel = lazy(() =>
  import('./notices/notices-panel.tsx').then(({ NoticesPanel: panel }) => ({ default: panel })),
);
const NotesPanel = lazy(() =>
  import('./notes/notes-panel.tsx').then(({ NotesPanel: panel }) => ({ default: panel })),
);
const DraftsPanel = lazy(() => import('./drafts/drafts-panel.tsx'));
const RelatedPanel = lazy(() => import('./related/related-panel.tsx'));

const COUNTS: Partial<Record<Part, keyof IncidentCounts>> = {
  timeline: 'entries',
  reports: 'reports',
  notices: 'notifications',
  notes: 'notes',
  evidence: 'attachments',
};

/** The parts of an incident; the first answers who has not answered. The open one stands in the address. */
export function Parts({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('incident');
  const { part, show } = usePart();
  return (
    <Tabs value={part} onChange={(value) => show(value as Part)} keepMounted={false}>
      <Tabs.List mb="md" className={classes['list'] ?? ''}>
        {PARTS.map((name) => {
          const count = COUNTS[name];
          return (
            <Tabs.Tab key={name} value={name} px="sm">
              {t(`parts.${name}`)}
              {count === undefined ? null : (
                <span className={classes['count']}> {overview.counts[count]}</span>
              )}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {PARTS.map((name) => (
        <Tabs.Panel key={name} value={name}>
          <Suspense fallback={<Loading lines={8} />}>
            <PartOf part={name} overview={overview} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function PartOf({ part, overview }: { part: Part; overview: IncidentOverviewView }) {
  const { incident } = overview;
  switch (part) {
    case 'standing':
      return <GridPanel overview={overview} />;
    case 'clocks':
      return <ClocksPanel overview={overview} />;
    case 'threads':
      return <ThreadsPanel overview={overview} />;
    case 'timeline':
      return <TimelinePanel overview={overview} />;
    case 'impact':
      return <ImpactPanel overview={overview} />;
    case 'reports':
      return <ReportsPanel incident={incident} />;
    case 'evidence':
      return <EvidencePanel incident={incident} />;
    case 'drafts':
      return <DraftsPanel overview={overview} />;
    case 'related':
      return <RelatedPanel incident={incident} />;
    case 'notices':
      return <NoticesPanel incident={incident} />;
    case 'notes':
      return <NotesPanel incidentId={incident.id} />;
  }
}
