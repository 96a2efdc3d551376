import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { AdvisoryView } from '#libs/contracts';
import { useAdvisory, useLinkedIncident } from '../../api/advisories.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AdvisoryFacts } from './advisory-facts.tsx';
import { Editing } from './editing.tsx';
import { Editions } from './editions.tsx';
import { Preview } from './preview.tsx';
import { Publication } from './publication.tsx';

/** One advisory: how far it is, what it says, what the public got of it. */
export default function AdvisoryPage() {
  const { t } = useTranslation('advisories');
  const { id = '' } = useParams();
  const advisory = useAdvisory(id);
  const incident = useLinkedIncident(advisory.data?.view.incidentId ?? null);
  const [isEdited, setEdited] = useState(false);
  if (advisory.isError) return <Fault error={advisory.error} onRetry={() => void advisory.refetch()} />;
  if (advisory.isPending || (advisory.data.view.incidentId !== null && incident.isPending))
    return <Loading />;
  const { view, etag } = advisory.data;
  const number = incident.data?.number ?? '';
  if (isEdited)
    return (
      <>
        <PageHead title={t('change')} />
        <Editing advisory={view} etag={etag} incidentNumber={number} onDone={() => setEdited(false)} />
      </>
    );
  return (
    <>
      <PageHead title={view.title} />
      <Stack gap="md">
        <Publication advisory={view} etag={etag} onEdit={() => setEdited(true)} />
        <AdvisoryFacts advisory={view} incident={incident.data ?? null} />
        <Panel title={t(previewTitleOf(view))}>
          <Preview {...view} />
        </Panel>
        <Editions editions={view.editions} />
      </Stack>
    </>
  );
}

/** Whether the public sees this text, would see it, or sees it no more. */
function previewTitleOf({ state, publishedAt, isChanged }: AdvisoryView): string {
  if (state === 'withdrawn') return 'said';
  return publishedAt !== null && !isChanged ? 'preview' : 'previewNext';
}
