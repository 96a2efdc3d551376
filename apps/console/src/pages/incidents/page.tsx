import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page-head.tsx';
import { Filters } from './filters.tsx';
import { IncidentsTable } from './incidents-table.tsx';
import { useIncidentFilter } from './use-filter.ts';

/** All incidents, open and ended; what one looks for stands in the address, to be kept or sent on. */
export default function Incidents() {
  const { t } = useTranslation('incidents');
  const filter = useIncidentFilter();
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="md">
        <Filters filter={filter} />
        <IncidentsTable filter={filter.asked} onClear={filter.clear} />
      </Stack>
    </>
  );
}
