import { useTranslation } from 'react-i18next';
import type { NotificationListView } from '#libs/contracts';

/** Who was meant, in words. */
export function AudienceWords({ audience }: { audience: NotificationListView['audience'] }) {
  const { t } = useTranslation('notices');
  if ('person' in audience) return t('audience.person');
  if (audience.operators !== undefined)
    return <span className="foreign">{t('audience.operators', { names: named(audience.operators) })}</span>;
  if (audience.lists !== undefined)
    return <span className="foreign">{t('audience.lists', { names: named(audience.lists) })}</span>;
  if (audience.silent === true) return t('audience.silent');
  return audience.reporter === true ? t('audience.reporter') : t('audience.affected');
}

const MOST = 3;
const named = (slugs: string[]) =>
  slugs.length <= MOST ? slugs.join(', ') : `${slugs.slice(0, MOST).join(', ')} +${slugs.length - MOST}`;
