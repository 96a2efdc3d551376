import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTlds } from '../../../api/directory.ts';
import { Panel } from '../../../ui/panel.tsx';
import classes from '../directory.module.css';
import { FoundTable } from '../found-table.tsx';
import { DelegationCells } from '../delegation-cells.tsx';
import { TldName } from '../tld-name.tsx';

export function TldsPanel({ slug, count }: { slug: string; count: number }) {
  const { t } = useTranslation('directory');
  const list = useTlds({ operator: slug });
  return (
    <Panel title={t('operators.tlds')} beside={<span className={classes['dim']}>{count}</span>}>
      <FoundTable
        list={list}
        caption={t('operators.tlds')}
        heads={[t('tlds.tld'), t('tlds.servers'), t('tlds.families'), t('tlds.dnssec'), t('tlds.weak')]}
        keyOf={({ label }) => label}
        row={(tld) => (
          <>
            <Table.Th scope="row">
              <TldName label={tld.label} unicode={tld.unicode} />
            </Table.Th>
            <DelegationCells delegation={tld.delegation} />
          </>
        )}
        empty={t('operators.none')}
      />
    </Panel>
  );
}
