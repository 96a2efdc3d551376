import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondWaysView } from '#libs/contracts';
import { useSession } from '../../app/session.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { AppPanel } from './app-panel.tsx';
import { IdentitiesPanel } from './identities-panel.tsx';
import { LookPanel } from './look-panel.tsx';
import classes from './page.module.css';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import { RecoveryCodesDialog, RecoveryCodesPanel } from './recovery-codes.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';

/** By what do I get in, and by what else could somebody? */
export default function AccountPage() {
  const { t } = useTranslation('account');
  const { secondWays } = useSession();
  const [codes, setCodes] = useState<string[] | null>(null);
  const advice = adviceOn(secondWays);
  return (
    <>
      <PageHead title={t('title')} />
      {advice === null ? null : (
        <Alert color="yellow" variant="outline" role="status" mb="md" title={t(`advice.${advice}.title`)}>
          {t(`advice.${advice}.words`)}
        </Alert>
      )}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <ProfilePanel />
          <PasskeysPanel onCodes={setCodes} />
          <AppPanel onCodes={setCodes} />
          <RecoveryCodesPanel onCodes={setCodes} />
          <PasswordPanel />
          <IdentitiesPanel />
        </div>
        <div className={classes['column']}>
          <SessionsPanel />
          <TokensPanel />
          <LookPanel />
        </div>
      </div>
      <RecoveryCodesDialog codes={codes} onDone={() => setCodes(null)} />
    </>
  );
}

function adviceOn({ passkeys, totp, recoveryCodesLeft }: SecondWaysView): 'passkey' | 'codes' | null {
  if (passkeys === 0) return 'passkey';
  return passkeys === 1 && !totp && recoveryCodesLeft === 0 ? 'codes' : null;
}
