import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  opened: boolean;
  onClose: () => void;
  onNamed: (name: string) => void;
}

/** By which name is a view of the board kept? */
export function NameDialog({ opened, onClose, onNamed }: Props) {
  const { t } = useTranslation('board');
  return (
    <Modal opened={opened} onClose={onClose} title={t('views.keep')} centered>
      <NameForm onNamed={onNamed} />
    </Modal>
  );
}

function NameForm({ onNamed }: { onNamed: (name: string) => void }) {
  const { t } = useTranslation('board');
  const [name, setName] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onNamed(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('views.name')}
          description={t('views.words')}
          data-autofocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={name.trim() === ''}>
            {t('views.keepIt')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
