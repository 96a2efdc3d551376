import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Copies a text, and says that it did. `what` names it for screen readers. */
export function Copy({ text, what }: { text: string; what: string }) {
  const { t } = useTranslation('ui');
  return (
    <CopyButton value={text} timeout={2_000}>
      {({ copied, copy }) => (
        <Button variant="default" size="compact-sm" onClick={copy} aria-label={t('copy.what', { what })}>
          {t(copied ? 'copy.done' : 'copy.button')}
        </Button>
      )}
    </CopyButton>
  );
}
