import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListRuleView } from '#libs/contracts';
import { useIntent } from '../../../api/intent.ts';
import { approveRule, endRule, useListChange } from '../../../api/lists.ts';
import { useSession } from '../../../app/session.tsx';
import { useAsk } from '../../../ui/ask.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { tell } from '../../../ui/undo.tsx';

/** Another lead agrees to what one has made; any lead ends it. Who may not is told so before the click. */
export function RuleActs({ rule, slug }: { rule: ListRuleView; slug: string }) {
  const { t } = useTranslation('list');
  const { userId, role } = useSession();
  const ask = useAsk();
  const intent = useIntent();
  const approving = useListChange(() => approveRule(slug, rule.id, intent.key));
  const ending = useListChange(() => endRule(slug, rule.id));
  if (rule.state === 'ended') return null;
  const { name } = rule;
  const isOwn = rule.createdBy.id === userId;
  if (role !== 'lead')
    return rule.state === 'proposed' ? <Text c="dimmed">{t('rule.waitsForLead')}</Text> : null;
  const approve = async () => {
    const answer = await ask({
      title: t('rule.approve.title', { name }),
      what: t('rule.approve.words'),
      act: t('rule.approve.act'),
    });
    if (answer !== null) approving.mutate(undefined, { onSuccess: () => tell(t('rule.approve.done')) });
  };
  const end = async () => {
    const answer = await ask({
      title: t('rule.end.title', { name }),
      what: t('rule.end.words'),
      act: t('rule.end.act'),
      grave: true,
    });
    if (answer !== null) ending.mutate(undefined, { onSuccess: () => tell(t('rule.end.done')) });
  };
  const error = approving.error ?? ending.error;
  return (
    <>
      {error === null ? null : <Fault error={error} />}
      <Group gap="sm">
        {rule.state === 'proposed' && !isOwn ? (
          <Button
            onClick={() => void approve()}
            loading={approving.isPending}
            aria-label={t('rule.approve.of', { name })}
          >
            {t('rule.approve.act')}
          </Button>
        ) : null}
        {rule.state === 'proposed' && isOwn ? <Text c="dimmed">{t('rule.own')}</Text> : null}
        <Button
          variant="default"
          onClick={() => void end()}
          loading={ending.isPending}
          aria-label={t('rule.end.of', { name })}
        >
          {t('rule.end.act')}
        </Button>
      </Group>
    </>
  );
}
