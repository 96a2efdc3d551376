import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import type { InboundView } from '#libs/contracts';
import { useDecision } from '../../../api/quarantine.ts';
import { useAsk } from '../../../ui/ask.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { tell } from '../../../ui/undo.tsx';
import classes from './message.module.css';

/** Reading it failed by a fault of ours or a limit: why, and the two ways out. Its bytes stay whatever is chosen. */
export function AsidePanel({ mail }: { mail: InboundView }) {
  const { t } = useTranslation('quarantine');
  const ask = useAsk();
  const queries = useQueryClient();
  const decision = useDecision({ kind: 'message', id: mail.id });
  const decide = async (how: 'retry' | 'discard') => {
    const answer = await ask({
      title: t(`${how}.title`),
      what: t(how === 'retry' ? 'retry.words' : 'discard.words.message'),
      act: t(`${how}.act`),
      reason: how === 'retry' ? 'optional' : 'needed',
      grave: how === 'discard',
    });
    if (answer === null) return;
    decision.mutate(
      { how, reason: answer.reason },
      {
        onSuccess: () => tell(t(`${how}.done`)),
        onSettled: () => void queries.invalidateQueries({ queryKey: ['inbox'] }),
      },
    );
  };
  return (
    <Panel title={t('kinds.message')}>
      <Stack gap="sm">
        <Text>{t('inboxWords')}</Text>
        {mail.asideWhy === null ? null : (
          <div className={classes['evidence']} tabIndex={0} role="region" aria-label={t('evidence')}>
            <pre className="raw">{mail.asideWhy}</pre>
          </div>
        )}
        {decision.error === null ? null : <Fault error={decision.error} />}
        <Group gap="sm">
          <Button onClick={() => void decide('retry')} loading={decision.isPending}>
            {t('retry.act')}
          </Button>
          <Button variant="default" onClick={() => void decide('discard')} disabled={decision.isPending}>
            {t('discard.act')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
