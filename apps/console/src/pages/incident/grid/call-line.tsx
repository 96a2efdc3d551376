import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import classes from './grid.module.css';

/** Whom to ring at an operator, by which number, and in which zone they live. */
export function CallLine({ row: { call, timezone } }: { row: GridRowView }) {
  const { t } = useTranslation('incident');
  if (call === null) return null;
  return (
    <p className={classes['callLine']}>
      {t('details.call', { role: t(`details.roles.${call.role}`) })}{' '}
      <a href={`tel:${call.phone.replace(/[^+\d]/g, '')}`}>{call.phone}</a>{' '}
      <span className="foreign">{call.name ?? call.email}</span>
      {timezone === null ? null : <span className={classes['dim']}> · {timezone}</span>}
    </p>
  );
}
