import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckpointView } from '#libs/contracts';
import { Copy } from '../../ui/copy.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { checkSignature, proveContinued } from './check.ts';
import { keepHead, keptHead } from './kept.ts';
import type { KeptHead } from './kept.ts';
import { Outcome } from './outcome.tsx';
import classes from './record.module.css';

/** The signed head of the log, what this browser finds of it, and the bytes for whoever wants to check elsewhere. */
export function HeadPanel({ head }: { head: CheckpointView }) {
  const { t } = useTranslation('record');
  const [kept] = useState(keptHead);
  return (
    <Panel title={t('head.title')} actions={<Copy text={head.note} what={t('head.note')} />}>
      <Stack gap="md">
        <ul className={classes['outcomes']}>
          <Signature head={head} />
          <Continued head={head} kept={kept} />
        </ul>
        <Facts
          facts={[
            [t('head.origin'), head.origin],
            [t('head.size'), t('head.entries', { count: head.size })],
            [t('head.signedAt'), <Instant key="at" at={head.signedAt} form="full" />],
            [
              t('head.root'),
              <code key="root" className={classes['hash']}>
                {head.root}
              </code>,
            ],
            [
              t('head.key'),
              <code key="key" className={classes['hash']}>
                {head.key}
              </code>,
            ],
          ]}
        />
        <details>
          <summary>{t('head.noteWords')}</summary>
          <pre className="raw">{head.note}</pre>
        </details>
      </Stack>
    </Panel>
  );
}

function Signature({ head }: { head: CheckpointView }) {
  const { t } = useTranslation('record');
  const signed = useQuery({
    queryKey: ['record', 'signature', head.note],
    queryFn: () => checkSignature(head),
  });
  return signed.data === undefined ? (
    <Outcome is="waits">{t('checking')}</Outcome>
  ) : (
    <Outcome is={signed.data}>{t(`signature.${signed.data}`)}</Outcome>
  );
}

/** Keeps the head once it is known to continue the one before it: a fork must stay in sight. */
function Continued({ head, kept }: { head: CheckpointView; kept: KeptHead | null }) {
  const { t } = useTranslation('record');
  const proven = useQuery({
    queryKey: ['record', 'continued', kept?.root, head.note],
    queryFn: async ({ signal }) => {
      const isGood = kept === null || (await proveContinued(kept, head, signal));
      if (isGood) keepHead(head);
      return isGood;
    },
  });
  if (proven.isError) return <Outcome is="unable">{t('kept.unable')}</Outcome>;
  if (proven.data === undefined) return <Outcome is="waits">{t('checking')}</Outcome>;
  if (kept === null) return <Outcome is="waits">{t('kept.first')}</Outcome>;
  return (
    <Outcome is={proven.data ? 'good' : 'bad'}>
      {t(proven.data ? 'kept.good' : 'kept.bad', { count: kept.size })} (
      <Instant at={kept.signedAt} form="full" />)
      {/* What it does not fit: a copy of the page must hold both. */}
      {proven.data ? null : (
        <span className={classes['seen']}>
          {t('kept.root')} <code className={classes['hash']}>{kept.root}</code>
          {kept.key === head.key ? null : (
            <>
              {' '}
              {t('kept.key')} <code className={classes['hash']}>{kept.key}</code>
            </>
          )}
        </span>
      )}
    </Outcome>
  );
}
