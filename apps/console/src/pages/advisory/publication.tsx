import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdvisoryView } from '#libs/contracts';
import { speakForAdvisory, withdrawAdvisory } from '../../api/advisories.ts';
import { useIntent } from '../../api/intent.ts';
import { useSession } from '../../app/session.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';
import { nextStepOf } from './next-step.ts';

interface Props {
  advisory: AdvisoryView;
  etag: string;
  onEdit: () => void;
}

type Doing = { act: 'ask' | 'publish'; correction?: string } | { act: 'withdraw'; reason: string };

/** What it waits for, and what this person can do about it. */
export function Publication({ advisory, etag, onEdit }: Props) {
  const { t } = useTranslation('advisories');
  const ask = useAsk();
  const { userId } = useSession();
  const { key, renew } = useIntent();
  const queries = useQueryClient();
  const doing = useMutation({
    mutationFn: (what: Doing) =>
      what.act === 'withdraw'
        ? withdrawAdvisory(advisory.id, what.reason, { key, ifMatch: etag })
        : speakForAdvisory(
            advisory.id,
            what.correction === undefined ? {} : { correction: what.correction },
            { key, ifMatch: etag },
          ),
    onSuccess: (_answer, { act }) => tell(t(`done.${act}`)),
    // After a refusal too: somebody else may have been faster.
    onSettled: async () => {
      renew();
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['advisory', advisory.id] }),
        queries.invalidateQueries({ queryKey: ['advisories'] }),
      ]);
    },
  });
  const step = nextStepOf(advisory, userId);
  const correction = advisory.asked?.correction ?? null;
  const sureOf = async (act: 'ask' | 'publish') => {
    const isCorrection = act === 'ask' && advisory.publishedAt !== null;
    const answer = await ask({
      title: t(`sure.${act}.title`),
      what: t(isCorrection ? 'sure.ask.correction' : `sure.${act}.what`),
      act: t(`acts.${act}`),
      ...(isCorrection ? { reason: 'needed' as const } : {}),
    });
    if (answer !== null) doing.mutate({ act, ...(isCorrection ? { correction: answer.reason } : {}) });
  };
  const withdraw = async () => {
    const isPublic = advisory.publishedAt !== null;
    const answer = await ask({
      title: t('sure.withdraw.title'),
      what: t(isPublic ? 'sure.withdraw.public' : 'sure.withdraw.draft'),
      act: t('acts.withdraw'),
      reason: 'needed',
      grave: true,
    });
    if (answer !== null) doing.mutate({ act: 'withdraw', reason: answer.reason });
  };
  return (
    <Alert variant="outline" color={step === 'publish' ? 'accent' : 'gray'} title={t(`next.${step}.title`)}>
      <Text mb="sm">{t(`next.${step}.words`, { writer: advisory.writtenBy.name })}</Text>
      {correction === null ? null : (
        <Text mb="sm" className="foreign">
          {t('corrected', { what: correction })}
        </Text>
      )}
      {advisory.state === 'withdrawn' ? null : (
        <Group gap="sm">
          {step === 'ask' || step === 'publish' ? (
            <Button loading={doing.isPending} onClick={() => void sureOf(step)}>
              {t(`acts.${step}`)}
            </Button>
          ) : null}
          <Button variant="default" disabled={doing.isPending} onClick={onEdit}>
            {t('change')}
          </Button>
          <Button variant="default" disabled={doing.isPending} onClick={() => void withdraw()}>
            {t('acts.withdraw')}
          </Button>
        </Group>
      )}
      {doing.isError ? <Fault error={doing.error} /> : null}
    </Alert>
  );
}
