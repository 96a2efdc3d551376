import { Trans, useTranslation } from 'react-i18next';
import { Empty } from '../../ui/empty.tsx';

/** Nothing was found, or nothing is there yet: then what to run. */
export function NoRootZone({ isSearch }: { isSearch: boolean }) {
  const { t } = useTranslation('directory');
  if (isSearch) return <Empty title={t('empty.notFound')}>{t('empty.notFoundWords')}</Empty>;
  return (
    <Empty title={t('empty.noRootZone')}>
      <Trans t={t} i18nKey="empty.noRootZoneWords" components={{ code: <code /> }} />
    </Empty>
  );
}
