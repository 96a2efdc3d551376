import { useTranslation } from 'react-i18next';
import classes from './mail-text.module.css';

interface Props {
  subject: string;
  text: string;
  from?: string | undefined;
  to?: string | undefined;
}

/** A mail as its reader sees it: plain text with its header. Nothing in it is ever a page. */
export function MailText({ subject, text, from, to }: Props) {
  const { t } = useTranslation('ui');
  const header: [string, string | undefined][] = [
    [t('mail.from'), from],
    [t('mail.to'), to],
    [t('mail.subject'), subject],
  ];
  return (
    <article className={classes['mail']} aria-label={t('mail.label')}>
      <dl className={classes['header']}>
        {header.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="foreign">{value}</dd>
            </div>
          ),
        )}
      </dl>
      <pre className="raw" tabIndex={0} aria-label={t('mail.text')}>
        {text}
      </pre>
    </article>
  );
}
