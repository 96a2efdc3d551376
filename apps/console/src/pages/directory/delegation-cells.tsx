import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DelegationFactsView } from '#libs/contracts';
import classes from './directory.module.css';
import { WeakSpots } from './weak-spots.tsx';

/** Four cells: servers, addresses, DNSSEC, weak spots; or that the root zone does not delegate it. */
export function DelegationCells({ delegation }: { delegation: DelegationFactsView | null }) {
  const { t } = useTranslation('directory');
  if (delegation === null)
    return (
      <Table.Td colSpan={4} className={classes['dim']}>
        {t('tlds.notDelegated')}
      </Table.Td>
    );
  return (
    <>
      <Table.Td>{delegation.servers}</Table.Td>
      <Table.Td>
        {delegation.ipv4} / {delegation.ipv6}
      </Table.Td>
      <Table.Td>
        {delegation.ds === 0 ? t('tlds.unsigned') : t('tlds.signed', { count: delegation.ds })}
      </Table.Td>
      <Table.Td>
        <WeakSpots spots={delegation.weakSpots} />
      </Table.Td>
    </>
  );
}
