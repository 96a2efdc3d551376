import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

/** A TLD as people write it, and its A-label where that is another. */
export function TldName({ label, unicode }: { label: string; unicode: string }) {
  return (
    <>
      <Anchor component={Link} to={`/directory/tlds/${label}`} fw={600} inherit>
        <bdi>.{unicode}</bdi>
      </Anchor>
      {unicode === label ? null : (
        <>
          {' '}
          <code>{label}</code>
        </>
      )}
    </>
  );
}
