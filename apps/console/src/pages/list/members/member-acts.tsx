import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffListView, SubscriptionView } from '#libs/contracts';
import { useIntent } from '../../../api/intent.ts';
import { endMember, resumeMember, useListChange } from '../../../api/lists.ts';
import { useAsk } from '../../../ui/ask.tsx';
import { tell, tellFault } from '../../../ui/undo.tsx';

/** Take out who is on it; resume whose mail came back. */
export function MemberActs({ member, list }: { member: SubscriptionView; list: StaffListView }) {
  const { t } = useTranslation('list');
  const ask = useAsk();
  const intent = useIntent();
  const { id, email, state } = member;
  const ending = useListChange(() => endMember(list.slug, id));
  const resuming = useListChange(() => resumeMember(list.slug, id, intent.key));
  const toldFault = (error: Error) => tellFault(t('member.failed'), error);
  const end = async () => {
    const answer = await ask({
      title: t('member.end.title', { email }),
      what: t('member.end.words'),
      act: t('member.end.act'),
      grave: true,
    });
    if (answer !== null)
      ending.mutate(undefined, { onSuccess: () => tell(t('member.end.done')), onError: toldFault });
  };
  const resume = () =>
    resuming.mutate(undefined, {
      onSuccess: () => {
        intent.renew();
        tell(t('member.resume.done'));
      },
      onError: toldFault,
    });
  const isOn = state === 'active' || state === 'paused' || state === 'asked';
  return (
    <Group gap="xs">
      {state === 'paused' ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={resuming.isPending}
          onClick={resume}
          aria-label={t('member.resume.of', { email })}
        >
          {t('member.resume.act')}
        </Button>
      ) : null}
      {isOn && list.membership === 'by_hand' ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={ending.isPending}
          onClick={() => void end()}
          aria-label={t('member.end.of', { email })}
        >
          {t('member.end.act')}
        </Button>
      ) : null}
    </Group>
  );
}
