import { useTranslation } from 'react-i18next';
import { languageNow } from '../../../app/language.ts';
import { useNow } from '../../../ui/now.ts';
import { durationWords } from '../../../ui/time-words.ts';

/** How long a silence lasts, by the service's clock. */
export function SilentFor({ since }: { since: string }) {
  const { t } = useTranslation('incident');
  const now = useNow(30);
  return <>{t('grid.silentFor', { duration: durationWords(now - Date.parse(since), languageNow()) })}</>;
}
