import { Alert, Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { AlertPreviewView, StaffListView } from '#libs/contracts';
import { TLP_LABELS } from '#libs/contracts';
import { ApiFault } from '../../../api/fault.ts';
import { useSession } from '../../../app/session.tsx';
import { useAsk } from '../../../ui/ask.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { tell } from '../../../ui/undo.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import classes from './post.module.css';
import { PreviewPanel } from './preview-panel.tsx';
import { labelOf, labelsOf, newAlert } from './typed-alert.ts';
import type { TypedAlert } from './typed-alert.ts';
import { usePosting } from './use-posting.ts';

/** Left what is written, right what it would do; `?incident=2026-000123` says what it is about. */
export function AlertForm({ list }: { list: StaffListView }) {
  const { t } = useTranslation('list-post');
  const { userId } = useSession();
  const [search] = useSearchParams();
  const [first] = useState(() => newAlert(crypto.randomUUID(), search.get('incident') ?? ''));
  const draft = useDraft<TypedAlert>(`alert.${userId}.${list.slug}.${first.incidentNumber}`, first);
  const { value } = draft;
  const posting = usePosting(list, value);
  const ask = useAsk();
  const goTo = useNavigate();
  const change = (changed: Partial<TypedAlert>) => draft.set({ ...value, ...changed });

  const post = async (preview: AlertPreviewView) => {
    const going = preview.counts.members - preview.counts.withheld;
    const isProposal = preview.secondPerson.needed > 0;
    const answer = await ask({
      title: t('post.title', { name: list.name }),
      what: t(isProposal ? 'post.proposal' : 'post.words', {
        count: going,
        withheld: preview.counts.withheld,
      }),
      act: isProposal ? t('post.propose') : t('post.act', { count: going }),
      grave: !isProposal,
    });
    if (answer === null) return;
    const alert = await posting.post().catch(() => null);
    if (alert === null) return;
    draft.clear();
    tell(t(alert.state === 'awaiting_approval' ? 'post.waits' : 'post.done'));
    await goTo(`/lists/${list.slug}`);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    posting.look();
  };
  const faultAt = (pointer: string) => (posting.error instanceof ApiFault ? posting.error.at(pointer) : null);
  return (
    <div className={classes['beside']}>
      <Panel title={t('write')}>
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            {draft.kept ? null : (
              <Alert color="red" variant="outline">
                {t('notKept')}
              </Alert>
            )}
            <TextInput
              label={t('subject')}
              description={t('subjectWords')}
              required
              maxLength={150}
              value={value.subject}
              error={faultAt('/subject')}
              onChange={(event) => change({ subject: event.currentTarget.value })}
            />
            <Textarea
              label={t('body')}
              autosize
              minRows={8}
              required
              value={value.body}
              error={faultAt('/body')}
              onChange={(event) => change({ body: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('label')}
              description={t('labelWords', { label: `TLP:${list.tlp}` })}
              value={labelOf(value, list.tlp)}
              error={faultAt('/tlp')}
              onChange={(event) =>
                change({ tlp: TLP_LABELS.find((one) => one === event.currentTarget.value) ?? null })
              }
              data={labelsOf(list.tlp).map((one) => ({ value: one, label: `TLP:${one}` }))}
            />
            <TextInput
              label={t('incident')}
              description={t('incidentWords')}
              placeholder="2026-000123"
              maxLength={20}
              value={value.incidentNumber}
              error={faultAt('/incidentId')}
              onChange={(event) => change({ incidentNumber: event.currentTarget.value })}
            />
            {posting.error === null ? null : <Fault error={posting.error} safe={t('safe')} />}
            <Group gap="sm">
              <Button
                type="submit"
                variant={posting.isFresh ? 'default' : 'filled'}
                loading={posting.isPending}
              >
                {t('look')}
              </Button>
              <Button variant="default" onClick={() => draft.set(newAlert(crypto.randomUUID(), ''))}>
                {t('discard')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Panel>
      <PreviewPanel
        list={list}
        preview={posting.preview}
        isFresh={posting.isFresh}
        isPending={posting.isPending}
        onPost={(preview) => void post(preview)}
      />
    </div>
  );
}
