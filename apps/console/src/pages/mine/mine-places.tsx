import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import classes from './mine.module.css';

/** Between what is asked, and the lists of all that there was. */
export function MinePlaces() {
  const { t } = useTranslation('mine');
  return (
    <nav aria-label={t('places.name')} className={classes['places']}>
      <NavLink to="/mine" end>
        {t('places.asked')}
      </NavLink>
      <NavLink to="/mine/incidents">{t('places.incidents')}</NavLink>
      <NavLink to="/mine/reports">{t('places.reports')}</NavLink>
    </nav>
  );
}
