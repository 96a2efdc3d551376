import { useTranslation } from 'react-i18next';
import type { HitCount } from '#libs/contracts';

/** How much of a thing is hit: `2 of 6`; where there is none, a dash. */
export function Share({ of: { hit, total } }: { of: HitCount }) {
  const { t } = useTranslation('incident');
  if (total === 0) return <>–</>;
  const words = t('impact.share', { hit, total });
  return hit === 0 ? <>{words}</> : <strong>{words}</strong>;
}
