import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fault } from './fault.tsx';

interface Props {
  /** Of the mutation that sends the form. */
  sending: { isError: boolean; error: unknown; isPending: boolean };
  /** That what was typed is still there. */
  safe: string;
  /** What the form does, as its button says it. */
  act: string;
  isReady?: boolean;
  /** Cannot be taken back. */
  isGrave?: boolean;
  onCancel: () => void;
}

/** How every form in a dialog ends: what went wrong, the way out, and the act. */
export function FormEnd({ sending, safe, act, isReady = true, isGrave = false, onCancel }: Props) {
  const { t } = useTranslation('ui');
  return (
    <>
      {sending.isError ? <Fault error={sending.error} safe={safe} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('ask.cancel')}
        </Button>
        <Button
          type="submit"
          loading={sending.isPending}
          disabled={!isReady}
          {...(isGrave ? { color: 'red.8' } : {})}
        >
          {act}
        </Button>
      </Group>
    </>
  );
}
