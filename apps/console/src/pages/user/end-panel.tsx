import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import { useUserChange } from '../../api/users.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';

/** The end of an account, its return, and what a lead cannot do from here. */
export function EndPanel({ user }: { user: PersonView }) {
  const { t } = useTranslation('user');
  const ask = useAsk();
  const path = `users/${user.id}/deactivation`;
  const deactivate = useUserChange((reason: string) => send('POST', path, { reason }));
  const reactivate = useUserChange(() => send('DELETE', path));
  const { name } = user;
  const deactivateAfterAsking = async () => {
    const answer = await ask({
      title: t('deactivate.title', { name }),
      what: t('deactivate.words'),
      act: t('deactivate.act'),
      reason: 'needed',
      grave: true,
    });
    if (answer !== null)
      deactivate.mutate(answer.reason, { onSuccess: () => tell(t('deactivate.done', { name })) });
  };
  const reactivateAfterAsking = async () => {
    const answer = await ask({
      title: t('reactivate.title', { name }),
      what: t('reactivate.words'),
      act: t('reactivate.act'),
    });
    if (answer !== null)
      reactivate.mutate(undefined, { onSuccess: () => tell(t('reactivate.done', { name })) });
  };
  return (
    <Panel title={t('end.title')}>
      <Stack gap="md" align="flex-start">
        {user.deactivatedAt === null ? (
          <Button
            variant="default"
            c="var(--critical)"
            loading={deactivate.isPending}
            onClick={() => void deactivateAfterAsking()}
          >
            {t('deactivate.act')}
          </Button>
        ) : (
          <Button
            variant="default"
            loading={reactivate.isPending}
            onClick={() => void reactivateAfterAsking()}
          >
            {t('reactivate.act')}
          </Button>
        )}
        {deactivate.error === null ? null : <Fault error={deactivate.error} />}
        {reactivate.error === null ? null : <Fault error={reactivate.error} />}
        <Text c="dimmed" maw={720}>
          {t('end.lost')}
        </Text>
        <code className="raw">npm run -s dnscert -- user remove-second-ways --email {user.email}</code>
      </Stack>
    </Panel>
  );
}
