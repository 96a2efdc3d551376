import { Alert, Anchor, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnKeyView } from '#libs/contracts';
import { ApiFault } from '../../api/fault.ts';
import { useOwnKey } from '../../api/key-room.ts';
import { Copy } from '../../ui/copy.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Instant } from '../../ui/instant.tsx';
import { keyEndOf } from '../../ui/key-end.ts';
import { Loading } from '../../ui/loading.tsx';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import { Fingerprint } from './fingerprint.tsx';
import classes from './keys.module.css';
import { PartsTable } from './parts-table.tsx';

/** Our own key: which, until when, and what its parts are for. */
export function OwnKeyPanel() {
  const { t } = useTranslation('keys');
  const asked = useOwnKey();
  const isNone = asked.error instanceof ApiFault && asked.error.problem.status === 404;
  return (
    <Panel title={t('own.title')} id="own">
      {asked.isPending ? <Loading lines={4} /> : null}
      {isNone ? <Empty title={t('own.none')}>{t('own.noneWords')}</Empty> : null}
      {asked.isError && !isNone ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data === undefined ? null : <OwnKey own={asked.data} />}
    </Panel>
  );
}

function OwnKey({ own }: { own: OwnKeyView }) {
  const { t } = useTranslation('keys');
  return (
    <Stack gap="md">
      <Trouble own={own} />
      <Facts
        facts={[
          [
            t('own.fingerprint'),
            <span key="fingerprint" className={classes['beside']}>
              <Fingerprint of={own.fingerprint} /> <Copy text={own.fingerprint} what={t('own.fingerprint')} />
            </span>,
          ],
          [t('own.names'), own.userIds.map((id) => <div key={id}>{id}</div>)],
          [t('own.published'), <Instant key="published" at={own.publishedAt} form="full" />],
          [
            t('own.where'),
            <span key="where" className={classes['beside']}>
              <Anchor href="/key" underline="always">
                {t('own.page')}
              </Anchor>
              <Anchor href="/.well-known/dnscert.asc" download underline="always">
                {t('own.file')}
              </Anchor>
            </span>,
          ],
        ]}
      />
      <PartsTable parts={own.parts} />
      {own.earlier.length === 0 ? null : (
        <details>
          <summary>{t('own.earlier', { count: own.earlier.length })}</summary>
          <ul className={classes['plain']}>
            {own.earlier.map(({ fingerprint, publishedAt }) => (
              <li key={fingerprint}>
                <Fingerprint of={fingerprint} /> {t('own.publishedAt')}{' '}
                <Instant at={publishedAt} form="full" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}

/** What of our key ends or has ended, with the command that mends it. */
function Trouble({ own }: { own: OwnKeyView }) {
  const { t } = useTranslation('keys');
  const now = useNow(60);
  const used = own.parts.filter(({ state }) => state === 'in_use');
  const ends = used.flatMap(({ endsAt }) =>
    endsAt !== null && keyEndOf(endsAt, now) !== null ? endsAt : [],
  );
  const [first] = ends.sort();
  const said = [
    ...(own.signsNow === null ? [t('own.cannotSign')] : []),
    ...(own.readsNow === null ? [t('own.cannotRead')] : []),
  ];
  if (said.length === 0 && first === undefined) return null;
  return (
    <Alert
      color={said.length === 0 ? 'yellow' : 'red'}
      variant="outline"
      title={t(said.length === 0 ? 'own.endsSoon' : 'own.trouble')}
    >
      {said.map((words) => (
        <p key={words} className={classes['line']}>
          {words}
        </p>
      ))}
      {first === undefined ? null : (
        <p className={classes['line']}>
          {t('own.ends')} <Instant at={first} form="full" />
        </p>
      )}
      <p className={classes['line']}>
        {t('own.rotate')} <code>dnscert key rotate</code>
      </p>
    </Alert>
  );
}
