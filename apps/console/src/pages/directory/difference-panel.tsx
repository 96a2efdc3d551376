import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegationChangeView, RootZoneDifferenceView } from '#libs/contracts';
import { useRootZoneDifference } from '../../api/directory.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './directory.module.css';
import { TldName } from './tld-name.tsx';
import { TldsOf } from './tlds-of.tsx';

interface Props {
  older: number;
  newer: number;
  /** The choice of the two. */
  children: ReactNode;
}

/** What changed from one root zone to another; what looks like a takeover stands first. */
export function DifferencePanel({ older, newer, children }: Props) {
  const { t } = useTranslation('directory');
  const asked = useRootZoneDifference(older, newer);
  return (
    <Panel title={t('rootzones.difference')}>
      <div className={classes['filters']}>{children}</div>
      {asked.isPending ? <Loading lines={3} /> : null}
      {asked.isError && asked.data === undefined ? (
        <Fault error={asked.error} onRetry={() => void asked.refetch()} />
      ) : null}
      {asked.data === undefined ? null : <Difference difference={asked.data} />}
    </Panel>
  );
}

function Difference({ difference }: { difference: RootZoneDifferenceView }) {
  const { t } = useTranslation('directory');
  const { counts, limit } = difference;
  const isSame = Object.values(counts).every((count) => count === 0);
  if (isSame) return <Text>{t('rootzones.same')}</Text>;
  return (
    <div className={classes['stack']} aria-live="polite">
      <Text>{t('rootzones.sum', counts)}</Text>
      {counts.tldsAdded === 0 ? null : (
        <div>
          {t('rootzones.added')} <TldsOf tlds={difference.tldsAdded} count={counts.tldsAdded} />
        </div>
      )}
      {counts.tldsRemoved === 0 ? null : (
        <div>
          {t('rootzones.removed')} <TldsOf tlds={difference.tldsRemoved} count={counts.tldsRemoved} />
        </div>
      )}
      <ul className={classes['lines']}>
        {difference.changed.map((change) => (
          <Change key={change.label} change={change} />
        ))}
        {difference.readdressed.map(({ name, addressesAdded, addressesRemoved }) => (
          <li key={name}>
            <code>{name}</code>
            <Signs sign="+" what={addressesAdded} />
            <Signs sign="−" what={addressesRemoved} />
          </li>
        ))}
      </ul>
      {Math.max(...Object.values(counts)) > limit ? (
        <Text c="dimmed">{t('rootzones.cut', { limit })}</Text>
      ) : null}
    </div>
  );
}

function Change({ change }: { change: DelegationChangeView }) {
  const { t } = useTranslation('directory');
  const signer = ({ keyTag, algorithm, digestType }: DelegationChangeView['dsAdded'][number]) =>
    `DS ${keyTag} ${algorithm} ${digestType}`;
  return (
    <li>
      <TldName label={change.label} unicode={change.unicode} />{' '}
      {change.allServersReplaced ? <span className={classes['bad']}>{t('rootzones.allServers')}</span> : null}{' '}
      {change.allDsWithdrawn ? <span className={classes['bad']}>{t('rootzones.allDs')}</span> : null}
      <Signs sign="+" what={[...change.serversAdded, ...change.dsAdded.map(signer)]} />
      <Signs sign="−" what={[...change.serversRemoved, ...change.dsWithdrawn.map(signer)]} />
    </li>
  );
}

/** What came or went: by sign and word. */
function Signs({ sign, what }: { sign: '+' | '−'; what: string[] }) {
  const { t } = useTranslation('directory');
  if (what.length === 0) return null;
  return (
    <div className="foreign">
      <span className={classes['dim']}>
        {sign} {t(sign === '+' ? 'rootzones.came' : 'rootzones.went')}
      </span>{' '}
      <code>{what.join(', ')}</code>
    </div>
  );
}
