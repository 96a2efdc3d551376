import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AwarenessView } from '#libs/contracts';
import { Empty } from '../../ui/empty.tsx';
import { Instant } from '../../ui/instant.tsx';
import classes from './clocks.module.css';

/** Who decided since when somebody was aware, and why. What was corrected stays, struck out. */
export function AwarenessList({ decisions }: { decisions: AwarenessView[] }) {
  const { t } = useTranslation('clocks');
  if (decisions.length === 0) return <Empty title={t('awareness.none')}>{t('awareness.noneWords')}</Empty>;
  return (
    <ul className={classes['facts']}>
      {decisions.map((one) => (
        <li key={one.id} className="foreign">
          <strong>{one.operator?.name ?? t('whole')}</strong>{' '}
          <span className={one.inForce ? '' : (classes['corrected'] ?? '')}>
            {t('awareness.since')} <Instant at={one.awareAt} form="full" />
          </span>{' '}
          {one.inForce ? null : <em>{t('awareness.corrected')}</em>}
          <div>{one.reason}</div>
          <Text component="div" c="dimmed" size="sm">
            {t(`awareness.unlawfulIs.${one.unlawful}`)} · {t(`awareness.crossBorderIs.${one.crossBorder}`)} ·{' '}
            {t('by', { name: one.decidedBy.name })} <Instant at={one.decidedAt} form="full" />
          </Text>
        </li>
      ))}
    </ul>
  );
}
