import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IdentityView } from '#libs/contracts';
import { useAccountChange, useIdentities } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { AccountFault } from './account-fault.tsx';
import classes from './page.module.css';

/** Who one is at the OpenID provider, where the installation has one. */
export function IdentitiesPanel() {
  const { t } = useTranslation('account');
  const { data } = useIdentities();
  const link = useAccountChange(() => send<{ url: string }>('POST', 'account/identities'));
  if (data === undefined || (data.provider === null && data.items.length === 0)) return null;
  const { provider, items } = data;
  return (
    <Panel title={t('identities.title', { provider: provider ?? t('identities.someProvider') })}>
      <Stack gap="sm" align="flex-start">
        {items.length === 0 ? (
          <Empty title={t('identities.none')}>{t('identities.noneWords')}</Empty>
        ) : (
          <ul className={classes['list']}>
            {items.map((identity) => (
              <Identity key={identity.id} identity={identity} />
            ))}
          </ul>
        )}
        {provider === null ? null : (
          <Button
            variant="default"
            loading={link.isPending}
            onClick={() => link.mutate(undefined, { onSuccess: ({ url }) => location.assign(url) })}
          >
            {t('identities.link', { provider })}
          </Button>
        )}
        <AccountFault error={link.error} />
      </Stack>
    </Panel>
  );
}

function Identity({ identity }: { identity: IdentityView }) {
  const { t } = useTranslation('account');
  const ask = useAsk();
  const unlink = useAccountChange(() => send('DELETE', `account/identities/${identity.id}`));
  const unlinkAfterAsking = async () => {
    const answer = await ask({
      title: t('identities.unlinkTitle', { subject: identity.subject }),
      what: t('identities.unlinkWords'),
      act: t('identities.unlink'),
      grave: true,
    });
    if (answer !== null) unlink.mutate(undefined, { onSuccess: () => tell(t('identities.unlinked')) });
  };
  return (
    <li className={classes['entry']}>
      <div className={classes['facts']}>
        <Text className="foreign">
          <b>{identity.subject}</b> · {identity.issuer}
        </Text>
        <Text size="sm" c="dimmed">
          {identity.lastUsedAt === null ? (
            t('neverUsed')
          ) : (
            <>
              {t('lastUsed')} <Instant at={identity.lastUsedAt} />
            </>
          )}
        </Text>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        loading={unlink.isPending}
        onClick={() => void unlinkAfterAsking()}
        aria-label={t('identities.unlinkOf', { subject: identity.subject })}
      >
        {t('identities.unlink')}
      </Button>
      <AccountFault error={unlink.error} />
    </li>
  );
}
