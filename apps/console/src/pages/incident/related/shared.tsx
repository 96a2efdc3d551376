import { Anchor } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RelatedIncidentView } from '#libs/contracts';
import { Facts } from '../../../ui/facts.tsx';

/** What two incidents have in common, thing by thing. */
export function Shared({ shared }: { shared: RelatedIncidentView['shared'] }) {
  const { t } = useTranslation('incident');
  const names = (list: string[]) =>
    list.length === 0 ? null : <span className="mono">{list.join(', ')}</span>;
  const operators = shared.operators.map(({ id, slug, name }, place) => (
    <Fragment key={id}>
      {place === 0 ? '' : ', '}
      <Anchor component={Link} to={`/directory/operators/${slug}`}>
        {name}
      </Anchor>
    </Fragment>
  ));
  return (
    <Facts
      facts={[
        [t('related.tlds'), names(shared.tlds.map((label) => `.${label}`))],
        [t('related.resources'), names(shared.resources)],
        [t('related.servers'), names(shared.servers)],
        [t('related.addresses'), names(shared.addresses)],
        [t('related.operators'), operators.length === 0 ? null : operators],
      ]}
    />
  );
}
