import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#libs/contracts';
import { ApiFault } from '../../../api/fault.ts';
import { addMember, useListChange } from '../../../api/lists.ts';
import { LANGUAGE_NAMES } from '../../../app/language.ts';
import { Fault } from '../../../ui/fault.tsx';
import { tell } from '../../../ui/undo.tsx';

const EMPTY = { email: '', name: '', language: 'en', key: '' };

/** Puts somebody on the list who was asked another way. */
export function MemberForm({ slug, onDone }: { slug: string; onDone: () => void }) {
  const { t } = useTranslation('list');
  const [typed, setTyped] = useState(EMPTY);
  const change = (changed: Partial<typeof EMPTY>) => setTyped({ ...typed, ...changed });
  // Nothing secret may leave this machine: it is no secret any more once it does.
  const isSecret = typed.key.includes('PRIVATE KEY BLOCK');
  const adding = useListChange(() =>
    addMember(slug, {
      email: typed.email.trim(),
      language: typed.language,
      ...(typed.name.trim() === '' ? {} : { name: typed.name.trim() }),
      ...(typed.key.trim() === '' ? {} : { key: typed.key }),
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    adding.mutate(undefined, {
      onSuccess: ({ email }) => {
        setTyped(EMPTY);
        tell(t('member.added', { email }));
        onDone();
      },
    });
  };
  const faultAt = (pointer: string) => (adding.error instanceof ApiFault ? adding.error.at(pointer) : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" maw={640}>
        <Text c="dimmed">{t('member.addWords')}</Text>
        <TextInput
          label={t('member.email')}
          type="email"
          required
          maxLength={254}
          value={typed.email}
          error={faultAt('/email')}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <TextInput
          label={t('member.name')}
          maxLength={200}
          value={typed.name}
          error={faultAt('/name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('member.mailLanguage')}
          value={typed.language}
          onChange={(event) => change({ language: event.currentTarget.value })}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <Textarea
          label={t('member.keyLabel')}
          description={t('member.keyWords')}
          classNames={{ input: 'mono' }}
          autosize
          minRows={3}
          maxRows={12}
          spellCheck={false}
          value={typed.key}
          error={isSecret ? t('member.secret') : faultAt('/key')}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
        {adding.error === null ? null : <Fault error={adding.error} safe={t('lists:form.safe')} />}
        <Group gap="sm">
          <Button type="submit" loading={adding.isPending} disabled={isSecret}>
            {t('member.addIt')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('ui:ask.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
