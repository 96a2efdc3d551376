import { Alert, Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePipeline } from '../api/pipeline.ts';

/** On every page of the CERT's people: nobody may wait at night for what no machine does any more. */
export function StandstillBanner() {
  const { t } = useTranslation('ui');
  const { data } = usePipeline();
  if (data?.status !== 'stands') return null;
  return (
    <Alert color="red" variant="outline" role="alert" title={t('standstill.title')} mb="md">
      {t('standstill.words')}{' '}
      <Anchor component={Link} to="/health" inherit underline="always">
        {t('standstill.look')}
      </Anchor>
    </Alert>
  );
}
