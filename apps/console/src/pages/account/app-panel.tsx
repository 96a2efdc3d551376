import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryCodesView, TotpEnrolmentView } from '#libs/contracts';
import { useAccountChange } from '../../api/account.ts';
import { send } from '../../api/call.ts';
import { useSession } from '../../app/session.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';
import { AccountFault } from './account-fault.tsx';
import classes from './page.module.css';

interface Props {
  onCodes: (codes: string[]) => void;
}

/** Codes of an authenticator app. */
export function AppPanel({ onCodes }: Props) {
  const { t } = useTranslation('account');
  const ask = useAsk();
  const { secondWays } = useSession();
  const [enrolment, setEnrolment] = useState<TotpEnrolmentView | null>(null);
  const begin = useAccountChange(() => send<TotpEnrolmentView>('POST', 'account/totp'));
  const remove = useAccountChange(() => send('DELETE', 'account/totp'));
  const removeAfterAsking = async () => {
    const answer = await ask({
      title: t('app.removeTitle'),
      what: t('app.removeWords'),
      act: t('app.remove'),
      grave: true,
    });
    if (answer !== null) remove.mutate(undefined, { onSuccess: () => tell(t('app.removed')) });
  };
  return (
    <Panel title={t('app.title')}>
      <Stack gap="sm" align="flex-start">
        <Text>{t(secondWays.totp ? 'app.isSet' : 'app.notSet')}</Text>
        {secondWays.totp ? (
          <Button variant="default" loading={remove.isPending} onClick={() => void removeAfterAsking()}>
            {t('app.remove')}
          </Button>
        ) : enrolment === null ? (
          <Button
            variant="default"
            loading={begin.isPending}
            onClick={() => begin.mutate(undefined, { onSuccess: setEnrolment })}
          >
            {t('app.begin')}
          </Button>
        ) : (
          <Confirm enrolment={enrolment} onCodes={onCodes} onDone={() => setEnrolment(null)} />
        )}
        <AccountFault error={begin.error ?? remove.error} />
      </Stack>
    </Panel>
  );
}

/** Its secret is shown this once; the app has it when it shows the right code. */
function Confirm({
  enrolment,
  onCodes,
  onDone,
}: Props & { enrolment: TotpEnrolmentView; onDone: () => void }) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const confirm = useAccountChange(() =>
    send<RecoveryCodesView>('POST', 'account/totp/confirmation', { code: code.replaceAll(/\s/g, '') }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm.mutate(undefined, {
      onSuccess: ({ recoveryCodes }) => {
        onDone();
        tell(t('app.added'));
        if (recoveryCodes !== null) onCodes(recoveryCodes);
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" align="flex-start">
        <Text>{t('app.howTo')}</Text>
        <code className={classes['secret']} data-testid="totp-secret">
          {enrolment.secret}
        </code>
        <Group gap="sm">
          <Copy text={enrolment.secret} what={t('app.secret')} />
          <Button component="a" href={enrolment.uri} variant="default" size="compact-sm">
            {t('app.open')}
          </Button>
        </Group>
        <TextInput
          label={t('app.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={20}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <AccountFault error={confirm.error} />
        <Group gap="sm">
          <Button type="submit" loading={confirm.isPending}>
            {t('app.confirm')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('ui:ask.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
