import { List, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ResponseTimesView } from '#libs/contracts';
import { useResponseTimes } from '../../api/evidence.ts';
import type { Period } from '../../api/evidence.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import classes from './evidence.module.css';

/** What begins and ends each time, and what holds of all of them: as the service says it, for it measures them. */
export function Definitions({ period }: { period: Period }) {
  const { t } = useTranslation('evidence');
  const times = useResponseTimes(period, 'severity');
  return (
    <div className={classes['figure']}>
      <Title order={3} mb={8}>
        {t('definitions.title')}
      </Title>
      {times.data === undefined ? null : <Told times={times.data} />}
      {times.isPending ? <Loading lines={6} /> : null}
      {times.isError ? <Fault error={times.error} onRetry={() => void times.refetch()} /> : null}
    </div>
  );
}

function Told({ times: { measures, rules } }: { times: ResponseTimesView }) {
  const { t } = useTranslation('evidence');
  return (
    <>
      <div className={classes['definitions']}>
        {measures.map(({ measure, definition: { starts, stops, never, leftOut } }) => (
          <div key={measure}>
            <strong>{t(`measures.${measure}`)}</strong>
            <p>
              <em>{t('definitions.starts')}</em> {starts}
            </p>
            <p>
              <em>{t('definitions.stops')}</em> {stops}
            </p>
            <p>
              <em>{t('definitions.never')}</em> {never}
            </p>
            {leftOut.map(({ reason, text }) => (
              <p key={reason}>
                <em>{t('definitions.leftOut')}</em> {text}
              </p>
            ))}
          </div>
        ))}
      </div>
      <List mt="sm" size="md">
        {rules.map((rule) => (
          <List.Item key={rule}>{rule}</List.Item>
        ))}
      </List>
    </>
  );
}
