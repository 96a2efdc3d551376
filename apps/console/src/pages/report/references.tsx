import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Addresses of strangers: shown whole, so that one sees where one goes, and told nothing of where one comes from. */
export function References({ addresses }: { addresses: readonly string[] }) {
  const { t } = useTranslation('report');
  if (addresses.length === 0) return null;
  return (
    <>
      <Text c="dimmed" size="xs" mt="sm">
        {t('references')}
      </Text>
      <ul style={{ margin: 0, paddingLeft: 16 }}>
        {addresses.map((address) => (
          <li key={address} className="foreign">
            {/^https?:\/\//i.test(address) ? (
              <a href={address} rel="noreferrer noopener" target="_blank">
                {address}
              </a>
            ) : (
              address
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
