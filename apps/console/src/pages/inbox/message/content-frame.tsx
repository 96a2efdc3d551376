import { Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboundView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { MailFiles } from '../../../ui/mail-files.tsx';
import classes from './message.module.css';

/** What its sender wrote, as text, in a frame that says so: whatever looks like a verdict in here is none. */
export function ContentFrame({ mail }: { mail: InboundView }) {
  const { t } = useTranslation('inbox');
  const heading = useId();
  const header: [string, ReactNode][] = [
    [t('content.from'), mail.from],
    [t('content.to'), mail.to.length === 0 ? null : mail.to.join(', ')],
    [t('content.date'), mail.date === null ? null : <Instant key="date" at={mail.date} form="full" />],
    [t('content.subject'), mail.subject],
  ];
  return (
    <section className={classes['frame']} aria-labelledby={heading}>
      <div className={classes['banner']}>
        <Title order={2} id={heading}>
          {t('content.title')}
        </Title>
        <Text>{t('content.words')}</Text>
      </div>
      <dl className={classes['header']}>
        {header.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="foreign">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {mail.text === null ? (
        <Text c="dimmed" p="sm">
          {t('content.none')}
        </Text>
      ) : (
        <pre className={`raw ${classes['text']}`} tabIndex={0} aria-label={t('content.text')}>
          {mail.text}
        </pre>
      )}
      {mail.files.length === 0 ? null : (
        <div className={classes['files']}>
          <MailFiles mail={mail.id} files={mail.files} more={mail.moreFiles} />
        </div>
      )}
    </section>
  );
}
