import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIncidentDeadlines } from '../../../api/deadlines.ts';
import { Fault } from '../../../ui/fault.tsx';
import { useNow } from '../../../ui/now.ts';
import { EmbargoLine } from './embargo-line.tsx';

/** Before somebody is told: whether it may be told at all. That it cannot be known is said too. */
export function EmbargoWarning({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation('clocks');
  const asked = useIncidentDeadlines(incidentId);
  const now = useNow(10);
  const embargo = asked.data?.embargo ?? null;
  if (asked.data === undefined && asked.isError)
    return <Fault error={asked.error} onRetry={() => void asked.refetch()} safe={t('embargo.unknown')} />;
  if (embargo === null || Date.parse(embargo.until) <= now) return null;
  return (
    <Alert color="red" variant="outline" title={t('embargo.warning')} mb="md">
      <EmbargoLine embargo={embargo} />
      {t('embargo.warningWords')}
    </Alert>
  );
}
