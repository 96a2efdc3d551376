import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ThreadSentView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { ContactRoleWords } from '../notices/contact-role-words.tsx';
import { ProtectionWords } from '../notices/protection-words.tsx';
import { SenderWords } from '../notices/sender-words.tsx';
import { TemplateWords } from '../notices/template-words.tsx';
import { Tries } from '../notices/tries.tsx';
import classes from './threads.module.css';

interface Props {
  item: ThreadSentView;
  zone: string | undefined;
  onMessage: () => void;
}

/** A mail of ours: to whom, how far it got in the server's words, and who can read it. */
export function SentItem({ item, zone, onMessage }: Props) {
  const { t } = useTranslation('threads');
  const { delivery, subject, body } = item;
  const { contact } = delivery;
  return (
    <article aria-label={t('ours')}>
      <header className={classes['head']}>
        <span className={classes['way']} aria-hidden="true">
          →
        </span>
        <strong>
          <TemplateWords name={item.template} />
        </strong>
        <TlpMark tlp={item.tlp} />
        <StateMark of="delivery" state={delivery.state} />
        <span className={classes['dim']}>
          <Instant at={item.at} zone={zone} /> <SenderWords by={item.sentBy} />
        </span>
      </header>
      <div>
        {t('to')} <span className="mono foreign">{contact.email ?? t('noContact')}</span>{' '}
        <span className={`${classes['dim']} foreign`}>
          {contact.name} {contact.role === null ? null : <ContactRoleWords role={contact.role} />}
        </span>
        {delivery.insteadOf === null ? null : <div className={classes['dim']}>{t('insteadOf')}</div>}
      </div>
      <ProtectionWords delivery={delivery} />
      <div className={classes['fate']}>
        <Tries delivery={delivery} zone={zone} />
      </div>
      {subject === null && body === null ? null : (
        <blockquote className={classes['words']}>
          {subject === null ? null : <strong className="foreign">{subject}</strong>}
          {body === null ? null : <p className="raw">{body}</p>}
        </blockquote>
      )}
      {delivery.rawUrl === null ? null : (
        <Button
          variant="default"
          size="compact-xs"
          onClick={onMessage}
          aria-label={t('showTo', { whom: contact.email ?? '' })}
        >
          {t('show')}
        </Button>
      )}
    </article>
  );
}
