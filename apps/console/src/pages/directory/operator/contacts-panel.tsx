import { useTranslation } from 'react-i18next';
import type { ContactView } from '#libs/contracts';
import { Copy } from '../../../ui/copy.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { useNow } from '../../../ui/now.ts';
import { Panel } from '../../../ui/panel.tsx';
import classes from '../directory.module.css';

/** Whom to tell, in the order of call. */
export function ContactsPanel({ contacts }: { contacts: ContactView[] }) {
  const { t } = useTranslation('directory');
  return (
    <Panel title={t('contacts.title')} beside={<span className={classes['dim']}>{contacts.length}</span>}>
      {contacts.length === 0 ? (
        <span className={classes['bad']}>{t('contacts.none')}</span>
      ) : (
        <ol className={classes['lines']}>
          {contacts.map((contact) => (
            <li key={contact.id}>
              <Contact contact={contact} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Contact({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('directory');
  return (
    <>
      <div className="foreign">
        <span className={classes['dim']}>{contact.order}.</span> <strong>{contact.email}</strong>{' '}
        {t(`contactRoles.${contact.role}`)}
        {contact.name === null ? '' : `, ${contact.name}`} <Copy text={contact.email} what={contact.email} />
      </div>
      <div>
        {contact.phone === null ? (
          t('contacts.noPhone')
        ) : (
          <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
        )}
        {', '}
        {contact.timezone}, {t('contacts.language')} {contact.language}
      </div>
      <div>
        {t(`encryption.${contact.encryption}`)}
        {'. '}
        <Key contact={contact} />
      </div>
      {contact.undeliverableSince === null ? null : (
        <div className={`${classes['bad']} foreign`}>
          {t('contacts.bounces')} <Instant at={contact.undeliverableSince} />
          {contact.undeliverableWhy === null ? '' : `: ${contact.undeliverableWhy}`}
        </div>
      )}
    </>
  );
}

function Key({ contact: { keyFingerprint, keyAlgorithm, keyExpiresAt } }: { contact: ContactView }) {
  const { t } = useTranslation('directory');
  const now = useNow(30);
  if (keyFingerprint === null) return <span className={classes['dim']}>{t('contacts.noKey')}</span>;
  const isOver = keyExpiresAt !== null && Date.parse(keyExpiresAt) <= now;
  return (
    <span>
      {t('contacts.key')} {keyAlgorithm}{' '}
      <code className="foreign">{keyFingerprint.replace(/(.{4})(?=.)/g, '$1 ')}</code>,{' '}
      {keyExpiresAt === null ? (
        t('contacts.noEnd')
      ) : (
        <span className={isOver ? classes['bad'] : ''}>
          {t(isOver ? 'contacts.ended' : 'contacts.ends')} <Instant at={keyExpiresAt} form="full" />
        </span>
      )}
    </span>
  );
}
