import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Gap, GapCountsView, GapView } from '#libs/contracts';
import { GAPS, KEY_WARNING_DAYS, MANY_TLDS } from '#libs/contracts';
import { useGap, useGapCounts } from '../../api/directory.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import classes from './directory.module.css';
import { FoundTable } from './found-table.tsx';
import { OperatorLink } from './operator-link.tsx';
import { TldsOf } from './tlds-of.tsx';

/** Whom could we not tell tonight? Counts first, and the list of the one that is open. */
export default function GapsTab() {
  const { t } = useTranslation('directory');
  const asked = useGapCounts();
  const [address] = useSearchParams();
  if (asked.isPending) return <Loading />;
  if (asked.isError && asked.data === undefined)
    return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  const { counts, directory, serial } = asked.data;
  const chosen = GAPS.find((gap) => gap === address.get('gap'));
  const open = chosen ?? counts.find(({ count }) => count > 0)?.gap ?? 'no_operator';
  return (
    <>
      <Text c="dimmed" mb="sm">
        {t('gaps.of', {
          tlds: directory.tlds,
          operators: directory.operators,
          contacts: directory.contacts,
          serial: serial ?? t('gaps.noSerial'),
        })}
      </Text>
      <GapChoice counts={counts} open={open} />
      <GapList gap={open} />
    </>
  );
}

function GapChoice({ counts, open }: Pick<GapCountsView, 'counts'> & { open: Gap }) {
  const { t } = useTranslation('directory');
  const [, setAddress] = useSearchParams();
  return (
    <div className={classes['gaps']} role="group" aria-label={t('gaps.choice')}>
      {counts.map(({ gap, count }) => (
        <button
          key={gap}
          type="button"
          className={classes['gap']}
          aria-pressed={gap === open}
          onClick={() => setAddress({ gap }, { replace: true })}
        >
          <span className={`${classes['count']} ${count === 0 ? classes['dim'] : ''}`}>{count}</span>{' '}
          {t(`gaps.${gap}.title`)}
        </button>
      ))}
    </div>
  );
}

function GapList({ gap }: { gap: Gap }) {
  const { t } = useTranslation('directory');
  const list = useGap(gap);
  const hasMore = list.items.some(({ detail, at }) => detail !== null || at !== null);
  const values = { days: KEY_WARNING_DAYS, many: MANY_TLDS };
  return (
    <>
      <Text mb="sm">{t(`gaps.${gap}.why`, values)}</Text>
      <FoundTable
        list={list}
        caption={t(`gaps.${gap}.title`)}
        heads={[t('gaps.who'), ...(hasMore ? [t('gaps.what')] : []), t('gaps.mailboxes'), t('gaps.tlds')]}
        keyOf={({ of }) => of}
        row={(found) => <GapCells found={found} hasMore={hasMore} />}
        empty={<Empty title={t('gaps.none')}>{t('gaps.noneWords')}</Empty>}
      />
    </>
  );
}

/** `hasMore`: the list has a column for what more there is to say. */
function GapCells({ found, hasMore }: { found: GapView; hasMore: boolean }) {
  const { t } = useTranslation('directory');
  return (
    <>
      <Table.Th scope="row">
        {found.operators.length === 0 ? t('tlds.nobody') : null}
        {found.operators.map((operator) => (
          <div key={operator.slug}>
            <OperatorLink operator={operator} />
          </div>
        ))}
      </Table.Th>
      {hasMore ? (
        <Table.Td>
          {found.detail === null ? null : t(`gaps.details.${found.detail}`)}
          {found.at === null ? null : <Instant at={found.at} form="full" />}
        </Table.Td>
      ) : null}
      <Table.Td className={classes['mailboxes']}>
        {found.mailboxes.map((mailbox) => (
          <div key={mailbox}>{mailbox}</div>
        ))}
      </Table.Td>
      <Table.Td>
        <TldsOf tlds={found.tlds} count={found.tldCount} />
      </Table.Td>
    </>
  );
}
