import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HeldAlertView } from '#libs/contracts';
import { useAlertDecision } from '../../api/alerts.ts';
import { useIntent } from '../../api/intent.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';

/** Stop it, or have it go at once; either is asked once more, for neither can be taken back. */
export function AlertActs({ alert }: { alert: HeldAlertView }) {
  const { t } = useTranslation('alerts');
  const ask = useAsk();
  const intent = useIntent();
  const decision = useAlertDecision(alert.id, intent.key);
  const values = { list: alert.list, number: alert.incident.number };
  const stop = async () => {
    const answer = await ask({
      title: t('stop.title', values),
      what: t('stop.words'),
      act: t('stop.act'),
      reason: 'optional',
    });
    if (answer !== null)
      decision.mutate({ how: 'stop', reason: answer.reason }, { onSuccess: () => tell(t('stop.done')) });
  };
  const release = async () => {
    const answer = await ask({
      title: t('release.title', values),
      what: t('release.words'),
      act: t('release.act'),
      grave: true,
    });
    if (answer !== null) decision.mutate({ how: 'release' }, { onSuccess: () => tell(t('release.done')) });
  };
  return (
    <>
      {decision.error === null ? null : <Fault error={decision.error} safe={t('safe')} />}
      <Group gap="sm">
        <Button onClick={() => void stop()} loading={decision.isPending} aria-label={t('stop.of', values)}>
          {t('stop.button')}
        </Button>
        <Button
          variant="default"
          onClick={() => void release()}
          disabled={decision.isPending}
          aria-label={t('release.of', values)}
        >
          {t('release.button')}
        </Button>
      </Group>
    </>
  );
}
