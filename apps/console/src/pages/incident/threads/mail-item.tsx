import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ThreadMailView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { MailFiles } from '../../../ui/mail-files.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { VerdictsLine } from '../../../ui/verdicts.tsx';
import classes from './threads.module.css';

interface Props {
  item: ThreadMailView;
  zone: string | undefined;
}

/** A mail that came in: our verdicts above, outside of what it says itself. */
export function MailItem({ item: { id, at, tlp, mail, text, files }, zone }: Props) {
  const { t } = useTranslation('threads');
  return (
    <article aria-label={t('theirs')}>
      <header className={classes['head']}>
        <span className={classes['way']} aria-hidden="true">
          ←
        </span>
        <strong>{t('said.mail')}</strong>
        {tlp === null ? null : <TlpMark tlp={tlp} />}
        {mail.outcome === null ? null : <span>{t(`outcome.${mail.outcome}`)}</span>}
        <span className={classes['dim']}>
          <Instant at={at} zone={zone} />
        </span>
        <Anchor component={Link} to={`/inbox/${id}`} underline="always">
          {t('inInbox')}
        </Anchor>
      </header>
      <VerdictsLine verdicts={mail.verdicts} />
      {mail.outcomeWhy === null ? null : <p className={`foreign ${classes['dim']}`}>{mail.outcomeWhy}</p>}
      <blockquote className={classes['words']} aria-label={t('itsWords')}>
        <div className={`foreign ${classes['dim']}`}>
          {mail.from} · {mail.subject}
        </div>
        {text === null ? null : <p className="raw">{text}</p>}
        <MailFiles mail={id} files={files} />
      </blockquote>
    </article>
  );
}
