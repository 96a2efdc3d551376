import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useOverview } from '../../api/incident.ts';
import { ExerciseBanner } from '../../ui/exercise-banner.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Figures } from './figures.tsx';
import { Head } from './head.tsx';
import { Parts } from './parts.tsx';
import { Standing } from './standing.tsx';

/** One incident: where it stands, who has not answered, and all that is known of it. */
export default function IncidentPage() {
  const { t } = useTranslation('incident');
  const { id = '' } = useParams();
  const overview = useOverview(id);
  if (overview.data !== undefined)
    return (
      <>
        <ExerciseBanner is={overview.data.incident.exercise} />
        <Head overview={overview.data} />
        <Standing overview={overview.data} />
        <Figures overview={overview.data} />
        <Parts overview={overview.data} />
      </>
    );
  return (
    <>
      <PageHead title={t('title')} />
      {overview.isError ? (
        <Fault error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </>
  );
}
