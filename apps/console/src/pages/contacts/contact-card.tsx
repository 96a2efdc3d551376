import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ContactChangeView, ContactView } from '#libs/contracts';
import { useOwnZone } from '../../app/zone.ts';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { KeyFacts } from '../../ui/key-facts.tsx';
import classes from './contacts.module.css';
import { useRemoval } from './use-removal.ts';

interface Props {
  contact: ContactView;
  slug: string;
  /** The last one cannot be removed: nobody could be told. */
  isLast: boolean;
  /** That wait for this contact. */
  changes: ContactChangeView[];
  onEdit: () => void;
  onKey: () => void;
}

/** A mailbox with its role: how it is reached, whether mail gets there, and how long its key holds. */
export function ContactCard({ contact, slug, isLast, changes, onEdit, onKey }: Props) {
  const { t } = useTranslation('contacts');
  const zone = useOwnZone();
  const { removeContact, removeKey } = useRemoval(slug, contact);
  return (
    <article className={classes['card']}>
      <div className={classes['cardHead']}>
        <Title order={2} className="foreign">
          {contact.email}
        </Title>
        <span className={classes['dim']}>
          {t(`roles.${contact.role}`)}, {t('order', { order: contact.order })}
        </span>
      </div>
      {contact.undeliverableSince === null ? null : (
        <div className={classes['warning']}>
          <strong>{t('bounces')}</strong> <Instant at={contact.undeliverableSince} zone={zone} />
          <div className="foreign">{contact.undeliverableWhy}</div>
          {t('bouncesNext')}
        </div>
      )}
      {changes.length === 0 ? null : (
        <div className={classes['waits']}>{t('waits', { count: changes.length })}</div>
      )}
      <Facts
        facts={[
          [t('fields.name'), contact.name],
          [
            t('fields.phone'),
            contact.phone ?? (
              <span key="phone" className={classes['dim']}>
                {t('noPhone')}
              </span>
            ),
          ],
          [t('fields.languageAndZone'), `${contact.language}, ${contact.timezone}`],
          [t('fields.encryption'), t(`encryption.${contact.encryption}`)],
          [t('fields.key'), <KeyFacts key="key" contact={contact} zone={zone} />],
        ]}
      />
      <div className={classes['buttons']}>
        <Button variant="default" size="compact-md" onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button variant="default" size="compact-md" onClick={onKey}>
          {t(contact.hasKey ? 'changeKey' : 'setKey')}
        </Button>
        {contact.hasKey ? (
          <Button variant="subtle" size="compact-md" onClick={() => void removeKey()}>
            {t('removeKey')}
          </Button>
        ) : null}
        {isLast ? null : (
          <Button variant="subtle" size="compact-md" onClick={() => void removeContact()}>
            {t('remove')}
          </Button>
        )}
      </div>
    </article>
  );
}
