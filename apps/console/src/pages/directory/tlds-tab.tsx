import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { TldView } from '#libs/contracts';
import { TLD_KINDS } from '#libs/contracts';
import { useTlds } from '../../api/directory.ts';
import { Choice } from './choice.tsx';
import { DelegationCells } from './delegation-cells.tsx';
import classes from './directory.module.css';
import { FoundTable } from './found-table.tsx';
import { NoRootZone } from './no-root-zone.tsx';
import { OperatorLink } from './operator-link.tsx';
import { SearchBox } from './search-box.tsx';
import { TldName } from './tld-name.tsx';

/** All TLDs, searched by any of their names. */
export function TldsTab() {
  const { t } = useTranslation('directory');
  const [address] = useSearchParams();
  const q = address.get('q') ?? '';
  const list = useTlds({ q, kind: address.get('kind') ?? '' });
  return (
    <>
      <div className={classes['filters']}>
        <SearchBox label={t('tlds.search')} hint={t('tlds.hint')} />
        <Choice
          name="kind"
          label={t('tlds.kind')}
          all={t('tlds.allKinds')}
          options={TLD_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
      </div>
      <FoundTable
        list={list}
        caption={t('tlds.caption')}
        heads={[
          t('tlds.tld'),
          t('tlds.operator'),
          t('tlds.kind'),
          t('tlds.servers'),
          t('tlds.families'),
          t('tlds.dnssec'),
          t('tlds.weak'),
        ]}
        keyOf={({ label }) => label}
        row={(tld) => <TldCells tld={tld} />}
        empty={<NoRootZone isSearch={address.toString() !== ''} />}
      />
    </>
  );
}

function TldCells({ tld }: { tld: TldView }) {
  const { t } = useTranslation('directory');
  return (
    <>
      <Table.Th scope="row">
        <TldName label={tld.label} unicode={tld.unicode} />
      </Table.Th>
      <Table.Td>
        {tld.operator === null ? (
          <span className={classes['bad']}>{t('tlds.nobody')}</span>
        ) : (
          <OperatorLink operator={tld.operator} />
        )}
      </Table.Td>
      <Table.Td>{t(tld.kind === null ? 'kinds.unknown' : `kinds.${tld.kind}`)}</Table.Td>
      <DelegationCells delegation={tld.delegation} />
    </>
  );
}
