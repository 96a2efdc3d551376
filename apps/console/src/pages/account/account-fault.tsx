import { Anchor, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '../../api/fault.ts';
import { signInPath } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';

/** As {@link Fault}; whoever has to sign in again is led there and back. */
export function AccountFault({ error }: { error: unknown }) {
  const { t } = useTranslation('account');
  if (error === null || error === undefined) return null;
  const isStale = error instanceof ApiFault && error.problem.code === 'access.sign_in_again';
  return (
    <div>
      <Fault error={error} />
      {isStale ? (
        <Group mt="xs">
          <Anchor href={signInPath()}>{t('signInAgain')}</Anchor>
        </Group>
      ) : null}
    </div>
  );
}
