import { useTranslation } from 'react-i18next';
import type { TimelineActor } from '#libs/contracts';

/** By whom it was sent or proposed: a person by name, or one of our rules. */
export function SenderWords({ by }: { by: TimelineActor }) {
  const { t } = useTranslation('notices');
  return by.kind === 'system' ? t('byItself') : t('by', { name: by.name });
}
