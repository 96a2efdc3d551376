import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FilingView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import classes from './clocks.module.css';

/** What was filed with the authority, as somebody noted it. */
export function FilingList({ filings }: { filings: FilingView[] }) {
  const { t } = useTranslation('clocks');
  if (filings.length === 0) return null;
  return (
    <>
      <h3 className={classes['heading']}>{t('filing.title')}</h3>
      <ul className={classes['facts']}>
        {filings.map((one) => (
          <li key={one.id} className="foreign">
            <strong>{t(`kinds.${one.kind}`)}</strong> {one.operator?.name ?? t('whole')}{' '}
            <Instant at={one.filedAt} form="full" />
            {one.reference === '' ? null : (
              <div>
                {t('filing.reference')}: <code>{one.reference}</code>
              </div>
            )}
            <Text component="div" c="dimmed" size="sm">
              {t('by', { name: one.notedBy.name })} <Instant at={one.notedAt} form="full" />
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
