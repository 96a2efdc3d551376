import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView, OwnOperatorView } from '#libs/contracts';
import { useContactChanges, useContacts } from '../../api/contacts.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { ContactCard } from './contact-card.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import classes from './contacts.module.css';
import { KeyDialog } from './key-dialog.tsx';
import { SpeakersPanel } from './speakers-panel.tsx';

/** Whom do you reach with us, by which key, and who speaks for us? */
export default function ContactsPage() {
  const { t } = useTranslation('contacts');
  const { operator } = useSession();
  if (operator !== null) return <Contacts operator={operator} />;
  return (
    <>
      <PageHead title={t('title')} />
      <Empty title={t('noVoice.title')}>{t('noVoice.words')}</Empty>
    </>
  );
}

type Dialog = { form: 'add' } | { form: 'edit' | 'key'; contact: ContactView } | null;

function Contacts({ operator }: { operator: OwnOperatorView }) {
  const { t } = useTranslation('contacts');
  const [dialog, setDialog] = useState<Dialog>(null);
  const contacts = useContacts(operator.slug);
  const changes = useContactChanges(operator.slug);
  const close = () => setDialog(null);
  if (contacts.data === undefined)
    return (
      <>
        <PageHead title={t('titleOf', { name: operator.name })} />
        {contacts.isError ? (
          <Fault error={contacts.error} onRetry={() => void contacts.refetch()} />
        ) : (
          <Loading />
        )}
      </>
    );
  return (
    <>
      <PageHead title={t('titleOf', { name: operator.name })}>
        <Button onClick={() => setDialog({ form: 'add' })}>{t('add')}</Button>
      </PageHead>
      <p className={classes['lead']}>{t('lead')}</p>
      <Stack gap="lg">
        <ChangesPanel changes={changes.data ?? []} slug={operator.slug} />
        <ul className={classes['cards']} aria-label={t('list')}>
          {contacts.data.map((contact) => (
            <li key={contact.id}>
              <ContactCard
                contact={contact}
                slug={operator.slug}
                isLast={contacts.data.length === 1}
                changes={changes.data?.filter(isOpenOf(contact.id)) ?? []}
                onEdit={() => setDialog({ form: 'edit', contact })}
                onKey={() => setDialog({ form: 'key', contact })}
              />
            </li>
          ))}
        </ul>
        <SpeakersPanel slug={operator.slug} />
      </Stack>
      <ContactDialog
        slug={operator.slug}
        contact={dialog?.form === 'edit' ? dialog.contact : null}
        opened={dialog?.form === 'add' || dialog?.form === 'edit'}
        onClose={close}
      />
      <KeyDialog
        slug={operator.slug}
        contact={dialog?.form === 'key' ? dialog.contact : null}
        onClose={close}
      />
    </>
  );
}

const isOpenOf =
  (id: string) =>
  ({ contactId, state }: { contactId: string; state: string }) =>
    contactId === id && (state === 'asked' || state === 'frozen');
