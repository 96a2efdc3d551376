import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Lines where content will stand. `whole`: the page itself is on its way, so words cannot be had yet. */
export function Loading({ lines = 6, whole = false }: { lines?: number; whole?: boolean }) {
  return (
    <Stack gap="sm" p={whole ? 'lg' : 0} aria-busy="true">
      {whole ? null : <LoadingWords />}
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={16} width={`${90 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}

function LoadingWords() {
  const { t } = useTranslation('ui');
  return (
    <span className="spoken" role="status">
      {t('loading')}
    </span>
  );
}
