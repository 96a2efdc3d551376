import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AttachmentView, StaffIncidentView } from '#libs/contracts';
import { useAffected, useAttachments } from '../../../api/incident.ts';
import { useStaff } from '../../../api/staff.ts';
import { Copy } from '../../../ui/copy.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { sizeWords } from './size-words.ts';
import { UploadForm } from './upload-form.tsx';

/** Files of the incident, each with the digest by which anybody can tell that it is still the same. */
export default function EvidencePanel({ incident }: { incident: StaffIncidentView }) {
  const { t } = useTranslation('incident');
  const attachments = useAttachments(incident.id);
  const items = attachments.data?.items ?? [];
  return (
    <Panel title={t('parts.evidence')}>
      <UploadForm incidentId={incident.id} />
      {attachments.isError && attachments.data === undefined ? (
        <Fault error={attachments.error} onRetry={() => void attachments.refetch()} />
      ) : null}
      {attachments.isPending ? <Loading lines={3} /> : null}
      {attachments.data !== undefined && items.length === 0 ? (
        <Empty title={t('evidence.none')}>{t('evidence.noneWords')}</Empty>
      ) : null}
      {items.length === 0 ? null : <FileTable incidentId={incident.id} files={items} />}
    </Panel>
  );
}

function FileTable({ incidentId, files }: { incidentId: string; files: AttachmentView[] }) {
  const { t, i18n } = useTranslation('incident');
  const authorOf = useAuthors(incidentId);
  return (
    <Table mt="md" miw={640}>
      <caption className="spoken">{t('parts.evidence')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('evidence.file')}</Table.Th>
          <Table.Th>{t('evidence.size')}</Table.Th>
          <Table.Th>{t('evidence.by')}</Table.Th>
          <Table.Th>SHA-256</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <Table.Tr key={file.id}>
            <Table.Th scope="row" className="foreign">
              <Anchor href={`/api/v1/attachments/${file.id}`} download>
                {file.name}
              </Anchor>
            </Table.Th>
            <Table.Td>{sizeWords(file.bytes, i18n.language)}</Table.Td>
            <Table.Td>
              {authorOf(file)} <Instant at={file.createdAt} />
            </Table.Td>
            <Table.Td>
              <code className="foreign">{file.sha256}</code>{' '}
              <Copy text={file.sha256} what={`SHA-256 ${file.name}`} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** One of the CERT by name; of an operator's people we know the operator. */
function useAuthors(incidentId: string): (file: AttachmentView) => string {
  const { t } = useTranslation('incident');
  const staff = useStaff();
  const affected = useAffected(incidentId);
  return ({ authorId, operatorId }) => {
    if (operatorId === null) return staff.data?.get(authorId)?.name ?? t('somebody');
    return affected.data?.items.find((one) => one.operatorId === operatorId)?.operator.name ?? t('somebody');
  };
}
