import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffListView } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { editList, useListChange } from '../../api/lists.ts';
import { Fault } from '../../ui/fault.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { Panel } from '../../ui/panel.tsx';
import { offerUndo, tell } from '../../ui/undo.tsx';
import { VersionChoice } from '../../ui/version-choice.tsx';
import { ListForm } from '../lists/list-form.tsx';
import type { ListFields } from '../lists/list-form.tsx';

interface Props {
  list: StaffListView;
  etag: string;
}

/** What a lead may change of a list, and closing it. */
export function ListSettings({ list, etag }: Props) {
  const { t } = useTranslation('list');
  return (
    <Stack gap="lg">
      <Panel title={t('settings.title')}>
        <Edit list={list} etag={etag} />
      </Panel>
      <Panel title={t(list.state === 'active' ? 'close.title' : 'reopen.title')}>
        <Closing list={list} etag={etag} />
      </Panel>
    </Stack>
  );
}

const FIELDS = ['name', 'description', 'tlp', 'open', 'encryptedOnly'] as const;

function Edit({ list, etag }: Props) {
  const { t } = useTranslation('list');
  // Of what was shown when the first change was typed: what others change meanwhile is seen, not written over.
  const [edit, setEdit] = useState<{ etag: string; typed: Partial<ListFields> }>({ etag, typed: {} });
  const isUntouched = Object.keys(edit.typed).length === 0;
  const saving = useListChange((ifMatch: string) => editList(list.slug, edit.typed, ifMatch));
  const clear = () => {
    setEdit({ etag, typed: {} });
    saving.reset();
  };
  const save = (ifMatch: string) =>
    saving.mutate(ifMatch, {
      onSuccess: () => {
        clear();
        tell(t('settings.saved'));
      },
    });
  const isOvertaken = saving.error instanceof ApiFault && saving.error.problem.status === 412;
  const say = (value: string | boolean) => (typeof value === 'boolean' ? t(value ? 'yes' : 'no') : value);
  return (
    <ListForm
      value={{ ...list, ...edit.typed }}
      onChange={(changed) =>
        setEdit((before) => ({
          etag: isUntouched ? etag : before.etag,
          typed: { ...before.typed, ...changed },
        }))
      }
      mayBeOpen={list.kind === 'own' && list.membership === 'by_hand'}
      error={saving.error}
      isSaving={saving.isPending}
      act={t('settings.save')}
      onSave={() => save(edit.etag)}
      onCancel={clear}
      {...(isOvertaken
        ? {
            clash: (
              <VersionChoice
                clashes={FIELDS.filter((field) => field in edit.typed).map((field) => ({
                  name: t(`lists:form.${field}`),
                  theirs: say(list[field]),
                  mine: say(edit.typed[field] ?? ''),
                }))}
                isBusy={saving.isPending}
                onMine={() => save(etag)}
                onTheirs={clear}
              />
            ),
          }
        : {})}
    />
  );
}

function Closing({ list: { slug, name, state }, etag }: Props) {
  const { t } = useTranslation('list');
  const ask = useAsk();
  const isOpen = state === 'active';
  const changing = useListChange((to: { state: 'active' | 'closed'; ifMatch: string }) =>
    editList(slug, { state: to.state }, to.ifMatch),
  );
  const close = async () => {
    const answer = await ask({
      title: t('close.ask', { name }),
      what: t('close.words'),
      act: t('close.act'),
      grave: true,
    });
    if (answer === null) return;
    changing.mutate(
      { state: 'closed', ifMatch: etag },
      {
        onSuccess: ({ version }) =>
          offerUndo(t('close.done'), async () => {
            await changing.mutateAsync({ state: 'active', ifMatch: `"${version}"` });
          }),
      },
    );
  };
  const reopen = () =>
    changing.mutate({ state: 'active', ifMatch: etag }, { onSuccess: () => tell(t('reopen.done')) });
  return (
    <Stack gap="sm" align="flex-start">
      <div>{t(isOpen ? 'close.words' : 'reopen.words')}</div>
      {changing.error === null ? null : <Fault error={changing.error} />}
      <Button
        variant="default"
        loading={changing.isPending}
        onClick={() => (isOpen ? void close() : reopen())}
      >
        {t(isOpen ? 'close.act' : 'reopen.act')}
      </Button>
    </Stack>
  );
}
