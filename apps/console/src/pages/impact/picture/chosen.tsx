import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImpactPictureView } from '#libs/contracts';
import { TldsOf } from '../../directory/tlds-of.tsx';
import classes from './picture.module.css';

const impactOf = (thing: string) => `/impact?${new URLSearchParams({ q: thing }).toString()}`;

/** More of the node that has the focus, with ways on. */
export function Chosen({ picture, id }: { picture: ImpactPictureView; id: string | null }) {
  const { t } = useTranslation('impact');
  const server = picture.servers.find((one) => one.id === id);
  const address = picture.addresses.find((one) => one.id === id);
  const group = picture.groups.find((one) => one.id === id);
  return (
    <div className={classes['chosen']}>
      {server === undefined ? null : (
        <>
          <code className="foreign">{server.name}</code>: {t(`states.${server.state}`)}.{' '}
          <Anchor component={Link} to={impactOf(`nameserver ${server.name}`)} underline="always">
            {t('picture.whoElse', { count: server.tlds })}
          </Anchor>
        </>
      )}
      {address === undefined ? null : (
        <>
          <code>{address.address}</code>: {t('serverCount', { count: address.servers })}.{' '}
          <Anchor component={Link} to={impactOf(address.address)} underline="always">
            {t('picture.whoElse', { count: address.tlds })}
          </Anchor>
        </>
      )}
      {group === undefined ? null : (
        <>
          {t(`classes.${group.class}.short`)}
          {group.dnssec ? ` (${t('picture.dnssec')})` : ''}:{' '}
          <TldsOf tlds={group.tlds.map(({ unicode }) => unicode)} count={group.tldCount} />
        </>
      )}
      {server === undefined && address === undefined && group === undefined ? t('picture.hint') : null}
    </div>
  );
}
