import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { withoutFields } from '../api/fault.ts';
import { FormEnd } from './form-end.tsx';

interface Props {
  /** Is nothing that was typed known to be wrong? Else it is not sent. */
  isGood: boolean;
  onSend: () => void;
  /** Of the mutation that sends it; faults of single fields stand at their fields. */
  sending: { isError: boolean; error: Error | null; isPending: boolean };
  /** Whether what was typed is kept in this browser, in words. */
  kept?: string;
  /** As {@link FormEnd} has them. */
  safe: string;
  act: string;
  isGrave?: boolean;
  onCancel: () => void;
  /** The fields; before it was tried once they name no fault of their own. */
  children: (isTried: boolean) => ReactNode;
}

/** A form in a dialog whose words are kept while they are typed. */
export function DraftForm({ isGood, onSend, sending, kept, children, ...end }: Props) {
  const [isTried, setTried] = useState(false);
  const { isError, isPending, error } = sending;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isGood) onSend();
      }}
    >
      <Stack gap="md">
        {children(isTried)}
        {kept === undefined ? null : (
          <Text size="sm" c="dimmed">
            {kept}
          </Text>
        )}
        <FormEnd
          sending={{ isError, isPending, error: error === null ? null : withoutFields(error) }}
          {...end}
        />
      </Stack>
    </form>
  );
}
