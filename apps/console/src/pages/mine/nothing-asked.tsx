import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '../../ui/empty.tsx';

/** The usual state of this page: says how one will know, and what is worth doing meanwhile. */
export function NothingAsked() {
  const { t } = useTranslation('mine');
  return (
    <Empty title={t('nothing.title')}>
      <p>{t('nothing.how')}</p>
      <p>
        {t('nothing.see')}{' '}
        <Anchor component={Link} to="/report">
          {t('nothing.seeLink')}
        </Anchor>
      </p>
      <p>
        {t('nothing.contacts')}{' '}
        <Anchor component={Link} to="/contacts">
          {t('nothing.contactsLink')}
        </Anchor>
      </p>
    </Empty>
  );
}
