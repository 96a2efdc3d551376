import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PutAsideView } from '#libs/contracts';
import { useDecision } from '../../api/quarantine.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Instant } from '../../ui/instant.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import { tell } from '../../ui/undo.tsx';
import cards from '../../ui/cards.module.css';
import { Subject } from './subject.tsx';

/** One piece of work: what it is about, why it failed, and the two ways out. */
export function Aside({ item }: { item: PutAsideView }) {
  const { t } = useTranslation('quarantine');
  const ask = useAsk();
  const decision = useDecision(item);
  const decide = async (how: 'retry' | 'discard') => {
    const answer = await ask({
      title: t(`${how}.title`),
      what: t(how === 'retry' ? 'retry.words' : `discard.words.${item.kind}`),
      act: t(`${how}.act`),
      reason: how === 'retry' ? 'optional' : 'needed',
      grave: how === 'discard',
    });
    if (answer !== null)
      decision.mutate({ how, reason: answer.reason }, { onSuccess: () => tell(t(`${how}.done`)) });
  };
  return (
    <li className={cards['card']}>
      <div className={cards['head']}>
        <Group gap="sm">
          <Title order={2} size="h3">
            {t(`kinds.${item.kind}`)}
          </Title>
          {item.tlp === null ? null : <TlpMark tlp={item.tlp} />}
          {item.urgent ? <Text fw={600}>{t('urgent')}</Text> : null}
        </Group>
        <Text c="dimmed">
          {t('since')} <Instant at={item.since} />
        </Text>
      </div>
      <Subject item={item} />
      <Text component="code" className="raw">
        {item.why}
      </Text>
      <details>
        <summary>{t('evidence')}</summary>
        {/* It scrolls, so the keyboard must reach it. */}
        <div className={cards['text']} tabIndex={0} role="region" aria-label={t('evidence')}>
          <pre className="raw">{item.evidence}</pre>
        </div>
      </details>
      {decision.error === null ? null : <Fault error={decision.error} />}
      <Group gap="sm">
        <Button onClick={() => void decide('retry')} loading={decision.isPending}>
          {t('retry.act')}
        </Button>
        {item.mayDiscard ? (
          <Button variant="default" onClick={() => void decide('discard')} disabled={decision.isPending}>
            {t('discard.act')}
          </Button>
        ) : (
          <Text c="dimmed">{t('endsByItself')}</Text>
        )}
      </Group>
    </li>
  );
}
