import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#libs/contracts';
import type { PagingView } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { setOwnPaging, useOwnPaging } from '../../api/rota.ts';
import { LANGUAGE_NAMES, languageNow } from '../../app/language.ts';
import { Fault } from '../../ui/fault.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';

/** How one is woken: by a way that is not mail. */
export function PagingPanel() {
  const { t } = useTranslation('rota');
  const asked = useOwnPaging();
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data === undefined) return null;
  const { phone, topic, ways } = asked.data;
  return (
    <Panel title={t('page.title')}>
      <Text c="dimmed" mb="sm">
        {ways.length === 0
          ? t('page.noWay')
          : t('page.words', { ways: ways.map((way) => t(`page.ways.${way}`)).join(', ') })}
      </Text>
      <PagingForm key={`${phone ?? ''} ${topic ?? ''}`} paging={asked.data} />
    </Panel>
  );
}

function PagingForm({ paging }: { paging: PagingView }) {
  const { t } = useTranslation('rota');
  const queries = useQueryClient();
  const [phone, setPhone] = useState(paging.phone ?? '');
  const [topic, setTopic] = useState(paging.topic ?? '');
  const isFirst = paging.phone === null && paging.topic === null;
  const [language, setLanguage] = useState(isFirst ? languageNow() : paging.language);
  const setting = useMutation({
    mutationFn: () =>
      setOwnPaging({
        phone: phone.trim() === '' ? null : phone.replaceAll(/[\s()-]/g, ''),
        topic: topic.trim() === '' ? null : topic.trim(),
        language,
      }),
    networkMode: 'always',
    onSuccess: (view) => {
      queries.setQueryData(['paging'], view);
      tell(t('page.done'));
    },
  });
  const faultAt = (pointer: string) => (setting.error instanceof ApiFault ? setting.error.at(pointer) : null);
  const isKnown = faultAt('/phone') !== null || faultAt('/topic') !== null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setting.mutate();
      }}
    >
      <Group align="flex-start" gap="md">
        <TextInput
          type="tel"
          label={t('page.phone')}
          description={t('page.phoneHint')}
          error={faultAt('/phone')}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <TextInput
          label={t('page.topic')}
          description={t('page.topicHint')}
          error={faultAt('/topic')}
          autoComplete="off"
          spellCheck={false}
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('page.language')}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={language}
          onChange={(event) =>
            setLanguage(LANGUAGES.find((one) => one === event.currentTarget.value) ?? language)
          }
        />
      </Group>
      {setting.isError && !isKnown ? <Fault error={setting.error} safe={t('safe')} /> : null}
      <Button type="submit" variant="default" mt="sm" loading={setting.isPending}>
        {t('page.act')}
      </Button>
    </form>
  );
}
