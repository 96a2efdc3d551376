import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecoveryCodesView } from '#libs/contracts';
import { useAccountChange } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { useSession } from '../../app/session.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AccountFault } from './account-fault.tsx';
import classes from './page.module.css';

/** How many are left, and new ones. */
export function RecoveryCodesPanel({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation('account');
  const ask = useAsk();
  const left = useSession().secondWays.recoveryCodesLeft;
  const renew = useAccountChange(() => send<RecoveryCodesView>('POST', 'account/recovery-codes'));
  const renewAfterAsking = async () => {
    const answer = await ask({
      title: t('codes.renewTitle'),
      what: t(left === 0 ? 'codes.makeWords' : 'codes.renewWords', { count: left }),
      act: t('codes.renew'),
    });
    if (answer !== null)
      renew.mutate(undefined, {
        onSuccess: ({ recoveryCodes }) => {
          if (recoveryCodes !== null) onCodes(recoveryCodes);
        },
      });
  };
  return (
    <Panel title={t('codes.title')}>
      <Stack gap="sm" align="flex-start">
        <Text>{t('codes.words')}</Text>
        <Text fw={600}>{t('codes.left', { count: left })}</Text>
        <Button variant="default" loading={renew.isPending} onClick={() => void renewAfterAsking()}>
          {t('codes.renew')}
        </Button>
        <AccountFault error={renew.error} />
      </Stack>
    </Panel>
  );
}

interface DialogProps {
  /** Null: none to show. */
  codes: string[] | null;
  onDone: () => void;
}

/** The only time that they are shown: it takes more than a click beside it to be closed. */
export function RecoveryCodesDialog({ codes, onDone }: DialogProps) {
  const { t } = useTranslation('account');
  return (
    <Modal
      opened={codes !== null}
      onClose={onDone}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={t('codes.shownTitle')}
      centered
      size="lg"
    >
      <Stack gap="md">
        <Text>{t('codes.shownWords')}</Text>
        <ol className={classes['codes']} aria-label={t('codes.title')}>
          {codes?.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <Group justify="space-between">
          <Copy text={(codes ?? []).join('\n')} what={t('codes.title')} />
          <Button onClick={onDone} data-autofocus>
            {t('codes.kept')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
