import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../../api/call.ts';
import { operatorPath } from '../../../api/directory.ts';
import { ApiFault } from '../../../api/fault.ts';
import { useIntent } from '../../../api/intent.ts';
import { Fault } from '../../../ui/fault.tsx';
import { tell } from '../../../ui/undo.tsx';

interface Props {
  slug: string;
  opened: boolean;
  onClose: () => void;
}

/** Gives somebody who has an account the right to speak for the operator, from now on. */
export function GrantDialog({ slug, opened, onClose }: Props) {
  const { t } = useTranslation('directory');
  return (
    <Modal opened={opened} onClose={onClose} title={t('speakers.give')} centered>
      <GrantForm slug={slug} onDone={onClose} />
    </Modal>
  );
}

function GrantForm({ slug, onDone }: { slug: string; onDone: () => void }) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const intent = useIntent();
  const [given, setGiven] = useState({ email: '', until: '', reason: '' });
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const change = (name: keyof typeof given) => (event: { currentTarget: { value: string } }) => {
    setGiven({ ...given, [name]: event.currentTarget.value });
    intent.renew();
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setSending(true);
    try {
      const { until, ...rest } = given;
      // Through the whole of the last day, UTC.
      const body = until === '' ? rest : { ...rest, until: `${until}T23:59:59Z` };
      await send('POST', operatorPath(slug, 'speakers'), body, { key: intent.key });
      tell(t('speakers.given'));
      await queries.invalidateQueries({ queryKey: ['operator', slug] });
      onDone();
    } catch (fault) {
      setError(fault);
      setSending(false);
    }
  };
  const faultAt = (pointer: string) => (error instanceof ApiFault ? error.at(pointer) : null);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <TextInput
          type="email"
          label={t('speakers.email')}
          description={t('speakers.emailHint')}
          data-autofocus
          value={given.email}
          error={faultAt('/email')}
          onChange={change('email')}
        />
        <TextInput
          type="date"
          label={t('speakers.untilDate')}
          description={t('speakers.untilHint')}
          value={given.until}
          error={faultAt('/until')}
          onChange={change('until')}
        />
        <Textarea
          label={t('ui:ask.why')}
          description={t('ui:ask.whyRecorded')}
          autosize
          minRows={2}
          maxLength={1_000}
          value={given.reason}
          error={faultAt('/reason')}
          onChange={change('reason')}
        />
        {error === null ? null : <Fault error={error} safe={t('speakers.safe')} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('ui:ask.cancel')}
          </Button>
          <Button type="submit" loading={isSending}>
            {t('speakers.give')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
