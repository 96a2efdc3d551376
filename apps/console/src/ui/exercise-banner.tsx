import { useTranslation } from 'react-i18next';
import classes from './exercise-banner.module.css';

/** Across the page of whatever belongs to an exercise, so that nobody takes it for real; nothing where it is real. */
export function ExerciseBanner({ is }: { is: boolean }) {
  const { t } = useTranslation('ui');
  if (!is) return null;
  return (
    <p className={classes['banner']} role="note">
      <strong>{t('exercise.mark')}</strong> {t('exercise.words')}
    </p>
  );
}
