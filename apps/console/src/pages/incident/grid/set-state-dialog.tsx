import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GridRowView } from '#libs/contracts';
import { SetStateForm } from './set-state-form.tsx';

interface Props {
  incidentId: string;
  /** Null: closed. */
  row: GridRowView | null;
  onClose: () => void;
}

/** A responder's word on an operator, for example after a call. */
export function SetStateDialog({ incidentId, row, onClose }: Props) {
  const { t } = useTranslation('incident');
  return (
    <Modal
      opened={row !== null}
      onClose={onClose}
      title={row === null ? '' : t('set.title', { operator: row.operator.name })}
    >
      {row === null ? null : <SetStateForm incidentId={incidentId} row={row} onDone={onClose} />}
    </Modal>
  );
}
