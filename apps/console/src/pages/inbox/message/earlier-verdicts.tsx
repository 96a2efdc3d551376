import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InboundView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { VerdictsLine } from '../../../ui/verdicts.tsx';

/** What we said of it before it was read again: what stands above holds since the last reading alone. */
export function EarlierVerdicts({ mail: { earlier, readAt } }: { mail: InboundView }) {
  const { t } = useTranslation('inbox');
  if (earlier.length === 0) return null;
  return (
    <section aria-label={t('earlier.title')}>
      {readAt === null ? null : (
        <Text>
          {t('earlier.since')} <Instant at={readAt} />
        </Text>
      )}
      {earlier.map(({ readAt: at, verdicts, outcomeWhy, why }) => (
        <div key={at}>
          <Text fw={600}>
            {t('earlier.was')} <Instant at={at} />
          </Text>
          <VerdictsLine verdicts={verdicts} />
          {outcomeWhy === null ? null : <Text className="foreign">{outcomeWhy}</Text>}
          <Text c="dimmed">{t(`earlier.why.${why ?? 'asked'}`)}</Text>
        </div>
      ))}
    </section>
  );
}
