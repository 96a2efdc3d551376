import { Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** What one does on this page, to the right. */
  children?: ReactNode;
}

/** The one `h1` of a page; the browser's tab says the same. */
export function PageHead({ title, children }: Props) {
  useDocumentTitle(`${title} - DNS-CERT`);
  return (
    <Group justify="space-between" align="center" mb="md" gap="sm">
      <Title order={1} className="foreign">
        {title}
      </Title>
      {children === undefined ? null : <Group gap="sm">{children}</Group>}
    </Group>
  );
}
