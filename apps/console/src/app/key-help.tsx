import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PageKey } from './page-key.ts';

/** What the keys of this page do. */
export function KeyHelp({ keys, onClose }: { keys: PageKey[] | null; onClose: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Modal opened={keys !== null} onClose={onClose} title={t('keys.title')} centered>
      <Table>
        <Table.Tbody>
          {[{ key: '?', words: t('keys.help') }, ...(keys ?? [])].map(({ key, words }) => (
            <Table.Tr key={`${key} ${words}`}>
              <Table.Th w={120}>
                <Kbd>{key === ' ' ? t('keys.blank') : key}</Kbd>
              </Table.Th>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
