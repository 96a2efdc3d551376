import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiFault, Unreachable } from '../api/fault.ts';

interface Props {
  error: unknown;
  /** Absent where trying again is what the form's own button does. */
  onRetry?: (() => void) | undefined;
  /** What is safe: for example that what was typed is still there. */
  safe?: string | undefined;
}

/** What happened, what is safe, what to do. */
export function Fault({ error, onRetry, safe }: Props) {
  const { t } = useTranslation('ui');
  const faults = error instanceof ApiFault ? (error.problem.errors ?? []) : [];
  return (
    <Alert color="red" variant="outline" role="alert" title={t(titleOf(error))}>
      <Text size="md">{error instanceof ApiFault ? error.message : t(wordsOf(error))}</Text>
      {faults.length === 0 ? null : (
        <List size="md" mt="xs">
          {faults.map(({ pointer, message }) => (
            <List.Item key={`${pointer} ${message}`}>
              {pointer === '' ? '' : <code>{pointer}</code>} {message}
            </List.Item>
          ))}
        </List>
      )}
      {safe === undefined ? null : <Text mt="xs">{safe}</Text>}
      {error instanceof ApiFault && error.problem.requestId !== undefined ? (
        <Text mt="xs" c="dimmed" size="xs">
          {t('fault.request')} <code>{error.problem.requestId}</code>
        </Text>
      ) : null}
      {onRetry === undefined ? null : (
        <Group mt="sm">
          <Button variant="default" onClick={onRetry}>
            {t('fault.again')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

function titleOf(error: unknown): string {
  if (error instanceof Unreachable) return 'fault.unreachable';
  if (!(error instanceof ApiFault)) return 'fault.ours';
  const { status } = error.problem;
  if (status === 404) return 'fault.notFound';
  if (status === 403) return 'fault.notAllowed';
  if (status === 429) return 'fault.tooMany';
  return status >= 500 ? 'fault.service' : 'fault.refused';
}

const wordsOf = (error: unknown) =>
  error instanceof Unreachable ? 'fault.unreachableWords' : 'fault.oursWords';
