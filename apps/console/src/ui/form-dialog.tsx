import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A form over the page. It is made when it opens, so each time it begins with what is so then. */
export function FormDialog({ title, opened, onClose, children }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      {opened ? children : null}
    </Modal>
  );
}
