import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ContactChangeView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import { useSession } from '../../app/session.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import classes from './contacts.module.css';

interface Props {
  change: ContactChangeView;
  /** What the present key signs. */
  challenge: string;
  slug: string;
}

/** The word of the old key: the challenge goes out, its signature comes back. */
export function SignatureForm({ change, challenge, slug }: Props) {
  const { t } = useTranslation('contacts');
  const { userId } = useSession();
  const queries = useQueryClient();
  const draft = useDraft(`signature.${userId}.${change.id}`, '');
  const sending = useMutation({
    mutationFn: () =>
      send<ContactChangeView>('POST', `contact-changes/${change.id}/confirmation`, {
        signature: draft.value,
      }),
    networkMode: 'always',
    onSuccess: async ({ state }) => {
      draft.clear();
      tell(t(state === 'applied' ? 'sign.applied' : 'sign.taken'));
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['contact-changes', slug] }),
        queries.invalidateQueries({ queryKey: ['contacts', slug] }),
      ]);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Stack gap="sm" mt="sm">
        <Group gap="sm">
          <Text>{t('sign.words')}</Text>
          <Copy text={challenge} what={t('sign.challenge')} />
        </Group>
        <pre className={`raw ${classes['challenge']}`} tabIndex={0} aria-label={t('sign.challenge')}>
          {challenge}
        </pre>
        <Text c="dimmed">
          {t('sign.how')} <code>gpg --clear-sign challenge.txt</code>
        </Text>
        <Textarea
          label={t('sign.label')}
          placeholder="-----BEGIN PGP SIGNED MESSAGE-----"
          classNames={{ input: 'mono' }}
          minRows={4}
          maxRows={12}
          autosize
          spellCheck={false}
          value={draft.value}
          onChange={(event) => draft.set(event.currentTarget.value)}
        />
        {sending.isError ? <Fault error={sending.error} safe={t('sign.safe')} /> : null}
        <Group>
          <Button type="submit" loading={sending.isPending} disabled={draft.value.trim() === ''}>
            {t('sign.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
