import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactChangeView } from '#libs/contracts';
import { send } from '../../api/call.ts';
import { useOwnZone } from '../../app/zone.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Instant } from '../../ui/instant.tsx';
import { tell, tellFault } from '../../ui/undo.tsx';
import { ChangeLines } from './change-lines.tsx';
import { SignatureForm } from './signature-form.tsx';

/** What would change, and until when it waits. */
export function OpenChange({ change, slug }: { change: ContactChangeView; slug: string }) {
  const { t } = useTranslation('contacts');
  const zone = useOwnZone();
  const [isSigning, setSigning] = useState(false);
  const withdraw = useWithdrawal(change, slug);
  const isFrozen = change.state === 'frozen';
  return (
    <>
      <Group gap="sm" justify="space-between">
        <strong className="foreign">
          {t(`changes.what.${change.what}`)}: {change.contact}
        </strong>
        {change.expiresAt === null ? (
          <span>{t('changes.states.frozen')}</span>
        ) : (
          <Countdown at={change.expiresAt} from={change.askedAt} zone={zone} />
        )}
      </Group>
      <ChangeLines change={change} />
      <Text c="dimmed" className="foreign">
        {t('changes.asked', { name: change.askedBy })} <Instant at={change.askedAt} zone={zone} />
      </Text>
      {change.confirmation !== null ? (
        <Text mt="xs">{t('changes.confirmedWaits')}</Text>
      ) : isFrozen ? (
        <Text mt="xs">{t('changes.frozenWords')}</Text>
      ) : null}
      {isSigning && change.challenge !== null ? (
        <SignatureForm change={change} challenge={change.challenge} slug={slug} />
      ) : null}
      <Group gap="sm" mt="sm">
        {change.challenge === null ? null : (
          <Button variant="default" size="compact-md" onClick={() => setSigning(!isSigning)}>
            {t(isSigning ? 'changes.signLater' : 'changes.sign')}
          </Button>
        )}
        <Button variant="subtle" size="compact-md" onClick={() => void withdraw()}>
          {t('changes.withdraw')}
        </Button>
      </Group>
    </>
  );
}

/** Characters that a reason must have. */
const LEAST_REASON = 10;

function useWithdrawal(change: ContactChangeView, slug: string): () => Promise<void> {
  const { t } = useTranslation('contacts');
  const ask = useAsk();
  const queries = useQueryClient();
  return async () => {
    const answer = await ask({
      title: t('withdrawal.title'),
      what: t('withdrawal.what'),
      act: t('changes.withdraw'),
      reason: 'needed',
    });
    if (answer === null) return;
    const reason =
      answer.reason.length < LEAST_REASON ? t('withdrawal.reason', { reason: answer.reason }) : answer.reason;
    try {
      await send('POST', `contact-changes/${change.id}/refusal`, { reason });
      tell(t('withdrawal.done'));
      await queries.invalidateQueries({ queryKey: ['contact-changes', slug] });
    } catch (error) {
      tellFault(t('told.failed'), error);
    }
  };
}
