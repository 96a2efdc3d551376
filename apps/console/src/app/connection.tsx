import { Alert } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { followChanges, liveState, onLiveState } from '../api/live.ts';
import classes from './connection.module.css';

/** Follows what changes for as long as the console is open. */
export function useLiveQueries(): void {
  const queries = useQueryClient();
  useEffect(() => followChanges(queries), [queries]);
}

/** In the header: does this page change by itself? */
export function LiveMark() {
  const { t } = useTranslation('ui');
  const { online } = useNetwork();
  const live = useSyncExternalStore(onLiveState, liveState);
  const state = online ? live : 'offline';
  return (
    <span className={`${classes['mark']} ${classes[state]}`} title={t(`live.${state}Words`)} role="status">
      <span aria-hidden="true" className={classes['dot']} /> {t(`live.${state}`)}
    </span>
  );
}

/** No network: what one sees may be old, and what one types is kept. */
export function OfflineBanner() {
  const { t } = useTranslation('ui');
  const { online } = useNetwork();
  if (online) return null;
  return (
    <Alert color="yellow" variant="outline" role="alert" title={t('offline.title')} mb="md">
      {t('offline.words')}
    </Alert>
  );
}
