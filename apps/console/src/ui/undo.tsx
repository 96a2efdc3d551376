import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** ms that an undo is offered. */
const OFFERED = 15_000;

/** Its close button is a cross, which needs a name. */
const look = () => ({ withBorder: true, closeButtonProps: { 'aria-label': i18next.t('close') } });

/** Says what was done, and offers to take it back. `undo` is a change of its own: the record keeps both. */
export function offerUndo(words: string, undo: () => Promise<void>): void {
  const id = notifications.show({
    ...look(),
    autoClose: OFFERED,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text>{words}</Text>
        <Button
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo().then(
              () => tell(i18next.t('undo.done')),
              (error: unknown) => tellFault(i18next.t('undo.failed'), error),
            );
          }}
        >
          {i18next.t('undo.button')}
        </Button>
      </Group>
    ),
  });
}

/** What came of an act, without a question. */
export const tell = (words: string): void => {
  notifications.show({ ...look(), message: words, autoClose: 6_000 });
};

/** Stays until it is read. */
export const tellFault = (words: string, error: unknown): void => {
  notifications.show({
    ...look(),
    color: 'red',
    autoClose: false,
    title: words,
    message: error instanceof Error ? error.message : String(error),
  });
};
