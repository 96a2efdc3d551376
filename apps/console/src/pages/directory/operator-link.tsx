import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { OperatorNameView } from '#libs/contracts';

export const OperatorLink = ({ operator }: { operator: OperatorNameView }) => (
  <Anchor component={Link} to={`/directory/operators/${operator.slug}`} className="foreign" inherit>
    {operator.name}
  </Anchor>
);
