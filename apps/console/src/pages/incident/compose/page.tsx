import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useOverview } from '../../../api/incident.ts';
import { ExerciseBanner } from '../../../ui/exercise-banner.tsx';
import { EmbargoWarning } from '../../clocks/embargo/embargo-warning.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { Composer } from './composer.tsx';
import { Outcome } from './outcome.tsx';

/** Whom do I tell, and what? Write, look, send; then see what came of it. */
export default function ComposePage() {
  const { t } = useTranslation('compose');
  // Ready before a part of the page asks for them: a page that has to wait again loses the focus.
  useTranslation('notices');
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const sent = search.get('sent');
  const asked = useOverview(id);
  return (
    <>
      <PageHead
        title={asked.data === undefined ? t('titleBare') : t('title', { number: asked.data.incident.number })}
      >
        <Anchor component={Link} to={`/incidents/${id}`}>
          {t('back')}
        </Anchor>
      </PageHead>
      <ExerciseBanner is={asked.data?.incident.exercise === true} />
      {sent === null ? <EmbargoWarning incidentId={id} /> : null}
      {sent === null ? null : <Outcome id={sent} incidentId={id} />}
      {sent === null && asked.isPending ? <Loading /> : null}
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {sent === null && asked.data !== undefined ? <Composer overview={asked.data} /> : null}
    </>
  );
}
