import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutageView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { ToneMark } from '../../../ui/state-mark.tsx';
import classes from '../clocks.module.css';

interface Props {
  outage: OutageView;
  onCorrect: () => void;
  /** It is up again. */
  onEnd: () => void;
}

/** What was down from when until when, when we learned of it, and who says so why. */
export function OutageItem({ outage, onCorrect, onEnd }: Props) {
  const { t } = useTranslation('clocks');
  const { tld, service, from, until, maintenance, inForce } = outage;
  const what = `.${tld} ${service.toUpperCase()}`;
  return (
    <li className="foreign">
      <div className={classes['line']}>
        <span className={inForce ? '' : (classes['corrected'] ?? '')}>
          <strong>{what}</strong> {t('outage.since')} <Instant at={from} form="full" />
          {until === null ? null : (
            <>
              {' '}
              {t('outage.to')} <Instant at={until} form="full" />
            </>
          )}
        </span>
        {inForce ? null : <em>{t('outage.corrected')}</em>}
        {inForce && until === null ? <ToneMark tone="bad" words={t('outage.goesOn')} /> : null}
        {maintenance ? <ToneMark tone="calm" words={t('outage.announced')} /> : null}
      </div>
      <div>{outage.reason}</div>
      <Text component="div" c="dimmed" size="sm">
        {t('outage.learnedAt')} <Instant at={outage.learnedAt} form="full" /> ·{' '}
        {t('outage.notedBy', { name: outage.notedBy.name })} <Instant at={outage.notedAt} form="full" />
      </Text>
      {inForce ? (
        <Group gap="sm" mt={4}>
          {until === null ? (
            <Button
              variant="default"
              size="compact-sm"
              onClick={onEnd}
              aria-label={t('outage.endOf', { what })}
            >
              {t('outage.end')}
            </Button>
          ) : null}
          <Button
            variant="default"
            size="compact-sm"
            onClick={onCorrect}
            aria-label={t('outage.correctOf', { what })}
          >
            {t('outage.correct')}
          </Button>
        </Group>
      ) : null}
    </li>
  );
}
