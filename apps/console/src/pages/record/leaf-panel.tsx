import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { CheckpointView } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { proveLeaf } from './check.ts';
import { LeafSteps } from './leaf-steps.tsx';
import { Outcome } from './outcome.tsx';
import classes from './record.module.css';
import { hashOfHex } from './tree.ts';

/** Is this entry in the record? By its leaf hash, as it stands at each entry of a timeline. */
export function LeafPanel({ head }: { head: CheckpointView }) {
  const { t } = useTranslation('record');
  const [address, setAddress] = useSearchParams();
  const asked = address.get('leaf') ?? '';
  const [typed, setTyped] = useState(asked);
  const isWrong = typed.trim() !== '' && hashOfHex(typed.trim()) === null;
  return (
    <Panel title={t('leaf.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (hashOfHex(typed.trim()) !== null) setAddress({ leaf: typed.trim().toLowerCase() });
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('leaf.field')}
            description={t('leaf.where')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={isWrong ? t('leaf.wrong') : null}
            className={classes['field']}
            spellCheck={false}
            autoComplete="off"
          />
          <Button type="submit">{t('leaf.prove')}</Button>
        </Group>
      </form>
      {hashOfHex(asked) === null ? null : <Proof key={asked} leafHash={asked} head={head} />}
    </Panel>
  );
}

function Proof({ leafHash, head }: { leafHash: string; head: CheckpointView }) {
  const { t } = useTranslation('record');
  // The head of the moment it was asked for: a proof that is being read does not change under the reader's eyes.
  const [fixed] = useState(head);
  const proof = useQuery({
    queryKey: ['record', 'leaf', leafHash, fixed.note],
    queryFn: ({ signal }) => proveLeaf(leafHash, fixed, signal),
    retry: false,
  });
  if (proof.isError && proof.error instanceof ApiFault && proof.error.problem.status === 404)
    return (
      <ul className={classes['outcomes']}>
        <Outcome is="bad">{t('leaf.unknown')}</Outcome>
      </ul>
    );
  if (proof.isError) return <Fault error={proof.error} onRetry={() => void proof.refetch()} />;
  if (proof.data === undefined) return <Loading />;
  return (
    <>
      <ul className={classes['outcomes']}>
        <Outcome is={proof.data.isProven ? 'good' : 'bad'}>
          {t(proof.data.isProven ? 'leaf.good' : 'leaf.bad', { index: proof.data.index, size: fixed.size })}
        </Outcome>
      </ul>
      <LeafSteps leafHash={leafHash} head={fixed} proven={proof.data} />
    </>
  );
}
