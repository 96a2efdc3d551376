import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import type { EditedContactView } from '../../api/contacts.ts';
import { Fault } from '../../ui/fault.tsx';
import { useToldEdit } from './use-told-edit.ts';

interface Props {
  slug: string;
  /** Null: closed. */
  contact: ContactView | null;
  onClose: () => void;
}

/** The public key of a contact, pasted or from a file. */
export function KeyDialog({ slug, contact, onClose }: Props) {
  const { t } = useTranslation('contacts');
  const isPhone = useMediaQuery('(max-width: 36em)');
  return (
    <Modal
      opened={contact !== null}
      onClose={onClose}
      size="lg"
      fullScreen={isPhone}
      title={t('key.title', { email: contact?.email ?? '' })}
    >
      {contact === null ? null : <KeyForm slug={slug} contact={contact} onDone={onClose} />}
    </Modal>
  );
}

function KeyForm({ slug, contact, onDone }: { slug: string; contact: ContactView; onDone: () => void }) {
  const { t } = useTranslation('contacts');
  const [armour, setArmour] = useState('');
  const told = useToldEdit(slug);
  // Nothing secret may leave this machine: it is no secret any more once it does.
  const isSecret = armour.includes('PRIVATE KEY BLOCK');
  const saving = useMutation({
    mutationFn: () => send<EditedContactView>('PUT', `contacts/${contact.id}/key`, { key: armour }),
    networkMode: 'always',
    onSuccess: async (edited) => {
      onDone();
      await told(edited);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Stack gap="md">
        <Text>{t('key.words', { email: contact.email })}</Text>
        <Textarea
          label={t('key.label')}
          placeholder="-----BEGIN PGP PUBLIC KEY BLOCK-----"
          classNames={{ input: 'mono' }}
          minRows={6}
          maxRows={14}
          autosize
          spellCheck={false}
          error={isSecret ? t('key.secret') : null}
          value={armour}
          onChange={(event) => setArmour(event.currentTarget.value)}
        />
        <FileButton
          accept=".asc,.gpg,.txt,application/pgp-keys"
          onChange={(file) => void file?.text().then(setArmour)}
        >
          {(props) => (
            <Group>
              <Button variant="default" {...props}>
                {t('key.file')}
              </Button>
            </Group>
          )}
        </FileButton>
        {saving.isError ? <Fault error={saving.error} safe={t('form.safe')} /> : null}
        <Text c="dimmed">{t(contact.hasKey ? 'key.changes' : 'key.first')}</Text>
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending} disabled={armour.trim() === '' || isSecret}>
            {t('form.ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
