import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { TldDetailView } from '#libs/contracts';
import { languageNow } from '../../../app/language.ts';
import { useTld } from '../../../api/directory.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { durationWords } from '../../../ui/time-words.ts';
import classes from '../directory.module.css';
import { OperatorLink } from '../operator-link.tsx';
import { ServersTable } from './servers-table.tsx';
import { SignersList } from './signers-list.tsx';

/** One TLD: who runs it, on what it stands, and where it is weak. */
export default function TldPage() {
  const { t } = useTranslation('directory');
  const { label = '' } = useParams();
  const asked = useTld(label);
  if (asked.isPending || (asked.isError && asked.data === undefined))
    return (
      <>
        <PageHead title={`.${label}`} />
        {asked.isPending ? <Loading /> : <Fault error={asked.error} onRetry={() => void asked.refetch()} />}
      </>
    );
  const tld = asked.data;
  return (
    <>
      <PageHead title={`.${tld.unicode}`}>
        <Button
          component={Link}
          variant="default"
          to={`/impact?${new URLSearchParams({ q: `tld ${tld.label}` }).toString()}`}
        >
          {t('tld.who')}
        </Button>
      </PageHead>
      <div className={classes['stack']}>
        <Panel title={t('tld.facts')}>
          <Facts tld={tld} />
        </Panel>
        <WeakPanel tld={tld} />
        <Panel title={t('tld.servers')} beside={<span className={classes['dim']}>{tld.servers.length}</span>}>
          <ServersTable servers={tld.servers} />
        </Panel>
        <Panel title={t('tld.ds')} beside={<span className={classes['dim']}>{tld.ds.length}</span>}>
          <SignersList signers={tld.ds} />
        </Panel>
      </div>
    </>
  );
}

function Facts({ tld }: { tld: TldDetailView }) {
  const { t } = useTranslation('directory');
  const { ttl } = tld;
  const spans = ttl === null ? [] : (['ns', 'ds', 'glue'] as const).filter((part) => ttl[part] !== null);
  return (
    <dl className={classes['facts']}>
      <dt>{t('tlds.operator')}</dt>
      <dd>
        {tld.operator === null ? (
          <span className={classes['bad']}>{t('tlds.nobody')}</span>
        ) : (
          <OperatorLink operator={tld.operator} />
        )}
      </dd>
      <dt>{t('tld.label')}</dt>
      <dd>
        <code>{tld.label}</code>
      </dd>
      <dt>{t('tlds.kind')}</dt>
      <dd>{t(tld.kind === null ? 'kinds.unknown' : `kinds.${tld.kind}`)}</dd>
      <dt>{t('tld.asOf')}</dt>
      <dd>
        {tld.serial === null ? t('gaps.noSerial') : <code>{tld.serial}</code>}
        {tld.delegation === null && tld.serial !== null ? ` (${t('tlds.notDelegated')})` : ''}
      </dd>
      {spans.length === 0 ? null : (
        <>
          <dt>{t('tld.caches')}</dt>
          <dd>
            {spans
              .map((part) =>
                t(`tld.ttl.${part}`, { duration: durationWords((ttl?.[part] ?? 0) * 1_000, languageNow()) }),
              )
              .join(', ')}
            <div className={classes['dim']}>{t('tld.cachesWhy')}</div>
          </dd>
        </>
      )}
    </dl>
  );
}

function WeakPanel({ tld: { delegation } }: { tld: TldDetailView }) {
  const { t } = useTranslation('directory');
  if (delegation === null) return null;
  return (
    <Panel
      title={t('tlds.weak')}
      beside={<span className={classes['dim']}>{delegation.weakSpots.length}</span>}
    >
      {delegation.weakSpots.length === 0 ? (
        t('weak.noneLong')
      ) : (
        <ul className={classes['lines']}>
          {delegation.weakSpots.map((spot) => (
            <li key={spot}>
              <strong>{t(`weak.${spot}.short`)}</strong>
              <div className={classes['dim']}>{t(`weak.${spot}.why`)}</div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
