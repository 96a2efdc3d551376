import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImpactPictureView } from '#libs/contracts';
import { useImpactPicture } from '../../../api/impact.ts';
import type { ImpactQuestion } from '../../../api/impact.ts';
import { Folding } from '../../../ui/folding.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { sharedMachines } from './machines.ts';
import type { Machine } from './machines.ts';

/** Servers and addresses that more than one TLD stands on: where one failure is many. */
export function SharedMachines({ question }: { question: ImpactQuestion }) {
  const picture = useImpactPicture(question);
  return picture.data === undefined ? null : <Shared picture={picture.data} />;
}

function Shared({ picture }: { picture: ImpactPictureView }) {
  const { t } = useTranslation('incident');
  const machines = sharedMachines(picture);
  if (machines.length === 0) return null;
  return (
    <Panel title={t('impact.shared')}>
      <Folding label={t('impact.shared')}>
        <Table miw={{ base: 0, sm: 480 }} verticalSpacing={4}>
          <caption className="spoken">{t('impact.shared')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('impact.machine')}</Table.Th>
              <Table.Th>{t('impact.state')}</Table.Th>
              <Table.Th>{t('impact.behind')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {machines.map((machine) => (
              <Row key={`${machine.kind} ${machine.name}`} machine={machine} />
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
    </Panel>
  );
}

function Row({ machine }: { machine: Machine }) {
  const { t } = useTranslation('incident');
  const asked = machine.kind === 'server' ? `nameserver ${machine.name}` : machine.name;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <code className="foreign">{machine.name}</code>
      </Table.Th>
      <Table.Td>{t(`impact.machines.${machine.state}`)}</Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/impact?${new URLSearchParams({ q: asked }).toString()}`}>
          {t('impact.tlds', { count: machine.tlds })}
        </Anchor>
      </Table.Td>
    </Table.Tr>
  );
}
