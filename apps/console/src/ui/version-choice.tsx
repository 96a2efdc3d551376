import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** One thing that two people changed at the same time. */
export interface Clash {
  name: string;
  /** As it stands now, by the other. */
  theirs: ReactNode;
  /** As it would be. */
  mine: ReactNode;
}

interface Props {
  clashes: Clash[];
  /** Stores what this person wrote over what the other stored. */
  onMine: () => void;
  /** Goes on with what the other stored; what this person wrote elsewhere stays. */
  onTheirs: () => void;
  isBusy?: boolean;
}

/** Somebody was faster (412). Nothing was stored, nothing typed is lost; the person says whose word stands. */
export function VersionChoice({ clashes, onMine, onTheirs, isBusy = false }: Props) {
  const { t } = useTranslation('ui');
  const [looks, setLooks] = useState(false);
  return (
    <Alert color="yellow" variant="outline" role="alert" title={t('version.title')}>
      <Stack gap="sm">
        <Text>{t('version.words', { names: clashes.map(({ name }) => name).join(', ') })}</Text>
        {looks ? <Both clashes={clashes} /> : null}
        <Group gap="sm">
          <Button variant="default" onClick={onTheirs} disabled={isBusy}>
            {t('version.theirs')}
          </Button>
          <Button variant="default" onClick={onMine} loading={isBusy}>
            {t('version.mine')}
          </Button>
          <Button variant="subtle" aria-expanded={looks} onClick={() => setLooks(!looks)}>
            {t('version.both')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function Both({ clashes }: { clashes: Clash[] }) {
  const { t } = useTranslation('ui');
  return (
    <Table>
      <caption className="spoken">{t('version.both')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('version.what')}</Table.Th>
          <Table.Th>{t('version.standing')}</Table.Th>
          <Table.Th>{t('version.yours')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {clashes.map(({ name, theirs, mine }) => (
          <Table.Tr key={name}>
            <Table.Th>{name}</Table.Th>
            <Table.Td className="foreign">{theirs}</Table.Td>
            <Table.Td className="foreign">{mine}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
