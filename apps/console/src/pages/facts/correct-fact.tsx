import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Under a fact that nobody has corrected yet. */
export function CorrectFact({ index, onCorrect }: { index: number; onCorrect: () => void }) {
  const { t } = useTranslation('facts');
  return (
    <Button
      variant="default"
      size="compact-sm"
      mt={4}
      aria-label={t('correctOf', { index })}
      onClick={onCorrect}
    >
      {t('correct')}
    </Button>
  );
}
