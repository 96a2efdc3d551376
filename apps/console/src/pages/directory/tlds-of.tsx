import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** The first TLDs of something, by U-label, and how many more there are. */
export function TldsOf({ tlds, count }: { tlds: string[]; count: number }) {
  const { t } = useTranslation('directory');
  return (
    <>
      {tlds.map((tld) => (
        <span key={tld}>
          <Anchor
            component={Link}
            to={`/directory/tlds/${encodeURIComponent(tld)}`}
            inherit
            underline="always"
          >
            <bdi>.{tld}</bdi>
          </Anchor>{' '}
        </span>
      ))}
      {count > tlds.length ? t('operators.more', { count: count - tlds.length }) : null}
    </>
  );
}
