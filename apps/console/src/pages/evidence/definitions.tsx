import { List, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MEASURES } from '#libs/contracts';
import classes from './evidence.module.css';

const RULES = ['entries', 'exercises', 'joined', 'judged', 'open', 'month', 'before'] as const;

/** What begins and ends each time, and what holds of all of them. */
export function Definitions() {
  const { t } = useTranslation('evidence');
  return (
    <div className={classes['figure']}>
      <Title order={3} mb={8}>
        {t('definitions.title')}
      </Title>
      <div className={classes['definitions']}>
        {MEASURES.map((measure) => (
          <div key={measure}>
            <strong>{t(`rows.measures.${measure}`)}</strong>
            <p>
              <em>{t('definitions.starts')}</em> {t(`definitions.${measure}.starts`)}
            </p>
            <p>
              <em>{t('definitions.stops')}</em> {t(`definitions.${measure}.stops`)}
            </p>
            <p>
              <em>{t('definitions.never')}</em> {t(`definitions.${measure}.never`)}
            </p>
            <p>
              <em>{t('definitions.leftOut')}</em> {t(`definitions.${measure}.leftOut`)}
            </p>
          </div>
        ))}
      </div>
      <List mt="sm" size="md">
        {RULES.map((rule) => (
          <List.Item key={rule}>{t(`rules.${rule}`)}</List.Item>
        ))}
      </List>
    </div>
  );
}
