import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Nothing here: says so, and teaches the next step. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Stack gap="xs" py="lg" px="md" align="flex-start">
    <Text fw={600}>{title}</Text>
    {children === undefined ? null : (
      <Text component="div" c="dimmed" maw={560}>
        {children}
      </Text>
    )}
  </Stack>
);
