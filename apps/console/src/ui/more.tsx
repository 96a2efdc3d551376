import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

/** The next page of a list. A button, not the scroll's end: one can reach what stands below a list. */
export function More({ hasMore, isLoading, onMore }: Props) {
  const { t } = useTranslation('ui');
  if (!hasMore) return null;
  return (
    <Group justify="center" py="sm">
      <Button variant="default" loading={isLoading} onClick={onMore}>
        {t('more')}
      </Button>
    </Group>
  );
}
