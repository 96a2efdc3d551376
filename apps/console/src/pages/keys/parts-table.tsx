import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KeyPartView } from '#libs/contracts';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { KeyState } from './key-state.tsx';

/** The parts of a key of ours: what each is for, and until when. */
export function PartsTable({ parts }: { parts: KeyPartView[] }) {
  const { t } = useTranslation('keys');
  return (
    <Folding label={t('parts.caption')}>
      <Table verticalSpacing={6}>
        <caption className="spoken">{t('parts.caption')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('parts.purpose')}</Table.Th>
            <Table.Th>{t('parts.state')}</Table.Th>
            <Table.Th>{t('parts.ends')}</Table.Th>
            <Table.Th>{t('parts.made')}</Table.Th>
            <Table.Th>{t('parts.algorithm')}</Table.Th>
            <Table.Th>{t('parts.fingerprint')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map((part) => (
            <Table.Tr key={part.fingerprint}>
              <Table.Th scope="row">
                {part.purposes.map((purpose) => t(`purposes.${purpose}`)).join(', ')}
              </Table.Th>
              <Table.Td>
                <KeyState state={part.state} />
              </Table.Td>
              <Table.Td>
                {part.endsAt === null ? t('parts.endless') : <Instant at={part.endsAt} form="full" />}
              </Table.Td>
              <Table.Td>
                <Instant at={part.madeAt} form="full" />
              </Table.Td>
              <Table.Td>{part.algorithm}</Table.Td>
              <Table.Td>
                <Fingerprint of={part.fingerprint} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}
