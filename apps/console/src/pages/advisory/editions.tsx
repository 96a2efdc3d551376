import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AdvisoryEditionView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Preview } from './preview.tsx';

/** What the public got, newest first; each text can be unfolded. */
export function Editions({ editions }: { editions: readonly AdvisoryEditionView[] }) {
  const { t } = useTranslation('advisories');
  if (editions.length === 0) return null;
  return (
    <Panel title={t('editions')}>
      {editions.map((edition) => (
        <details key={edition.edition}>
          <summary>
            {t('edition', { number: edition.edition })}, <Instant at={edition.publishedAt} form="full" />
            {edition.correction === null ? '' : `: ${edition.correction}`}
          </summary>
          <Text size="sm" c="dimmed" my="xs">
            {t('editionBy', { writer: edition.writtenBy.name, publisher: edition.publishedBy.name })}
          </Text>
          <Preview {...edition} />
        </details>
      ))}
    </Panel>
  );
}
