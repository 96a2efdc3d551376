import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactChangeView } from '#libs/contracts';
import { send } from '../../../api/call.ts';
import { isStaff, useSession } from '../../../app/session.tsx';
import { useAsk } from '../../../ui/ask.tsx';
import { tell, tellFault } from '../../../ui/undo.tsx';
import { CallBackDialog } from './call-back-dialog.tsx';

/** What one may do with a change that waits: call back and refuse for leads, let it go on in a hijack for two of us. */
export function ChangeActs({ change, slug }: { change: ContactChangeView; slug: string }) {
  const { t } = useTranslation('directory');
  const session = useSession();
  const [isCalling, setCalling] = useState(false);
  const decide = useDecision(change, slug);
  const isLead = session.role === 'lead';
  if (!isStaff(session)) return null;
  return (
    <Group gap="sm" mt={4}>
      {isLead && change.confirmation === null ? (
        <Button variant="default" size="compact-sm" onClick={() => setCalling(true)}>
          {t('changes.callBack')}
        </Button>
      ) : null}
      {isLead ? (
        <Button variant="default" size="compact-sm" onClick={() => void decide('refusal')}>
          {t('changes.refusal.act')}
        </Button>
      ) : null}
      {change.state === 'frozen' ? (
        <Button variant="default" size="compact-sm" onClick={() => void decide('freeze-override')}>
          {t('changes.freeze-override.act')}
        </Button>
      ) : null}
      {isLead ? (
        <CallBackDialog change={change} slug={slug} opened={isCalling} onClose={() => setCalling(false)} />
      ) : null}
    </Group>
  );
}

function useDecision({ id, contact }: ContactChangeView, slug: string) {
  const { t } = useTranslation('directory');
  const ask = useAsk();
  const queries = useQueryClient();
  return async (decision: 'refusal' | 'freeze-override') => {
    const answer = await ask({
      title: t(`changes.${decision}.act`),
      what: t(`changes.${decision}.what`, { contact }),
      act: t(`changes.${decision}.act`),
      reason: 'needed',
      grave: true,
    });
    if (answer === null) return;
    try {
      await send('POST', `contact-changes/${id}/${decision}`, answer);
      tell(t(`changes.${decision}.done`));
    } catch (error) {
      tellFault(t('changes.failed'), error);
    }
    await queries.invalidateQueries({ queryKey: ['operator', slug] });
  };
}
