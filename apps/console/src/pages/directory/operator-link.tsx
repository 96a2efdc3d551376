import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { OperatorNameView } from '#libs/contracts';

interface Props {
  operator: OperatorNameView;
  /** Among other words, where its colour alone does not set it apart. */
  isInText?: boolean;
}

export const OperatorLink = ({ operator, isInText = false }: Props) => (
  <Anchor
    component={Link}
    to={`/directory/operators/${operator.slug}`}
    className="foreign"
    underline={isInText ? 'always' : 'hover'}
    inherit
  >
    {operator.name}
  </Anchor>
);
