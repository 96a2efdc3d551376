import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutageView } from '#libs/contracts';
import { useClocksChanged, withdrawOutage } from '../../../api/deadlines.ts';
import { ApiFault } from '../../../api/fault.ts';
import { useSession } from '../../../app/session.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { DraftForm } from '../../../ui/draft-form.tsx';
import { ReasonField } from '../../../ui/reason-field.tsx';
import { tell } from '../../../ui/undo.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { useSaying } from '../../../ui/use-saying.ts';
import { SHORTEST_REASON, titleOf } from './outage-draft.ts';

interface Props {
  incidentId: string;
  /** Null: it is not open. */
  outage: OutageView | null;
  onClose: () => void;
}

/** Says that an outage never was, and why. */
export function WithdrawDialog({ incidentId, outage, onClose }: Props) {
  const { t } = useTranslation('clocks');
  return (
    <FormDialog title={t('outage.withdrawTitle')} opened={outage !== null} onClose={onClose}>
      {outage === null ? null : <WithdrawForm incidentId={incidentId} outage={outage} onClose={onClose} />}
    </FormDialog>
  );
}

function WithdrawForm({ incidentId, outage, onClose }: Props & { outage: OutageView }) {
  const { t } = useTranslation('clocks');
  const draft = useDraft(`withdrawal.${useSession().userId}.${outage.id}`, '');
  const reason = draft.value.trim();
  const isShort = reason.length < SHORTEST_REASON;
  const saying = useSaying({
    send: (why: string, key) => withdrawOutage(incidentId, outage.id, why, key),
    changed: useClocksChanged(),
    onDone: () => {
      draft.clear();
      tell(t('outage.withdrawDone'));
      onClose();
    },
  });
  const { error } = saying;
  const refused = error instanceof ApiFault ? error.at('/reason') : null;
  return (
    <DraftForm
      isGood={!isShort}
      onSend={() => saying.mutate(reason)}
      sending={saying}
      kept={t(draft.kept ? 'kept' : 'notKept')}
      safe={t('safe')}
      act={t('outage.withdrawAct')}
      onCancel={onClose}
    >
      {(isTried) => (
        <>
          <Text fw={600}>{titleOf(outage)}</Text>
          <Text>{t('outage.withdrawWords')}</Text>
          <ReasonField
            value={draft.value}
            onChange={(why) => {
              if (saying.isError) saying.reset();
              draft.set(why);
            }}
            error={isTried && isShort ? t('outage.faults.short') : refused}
            isFirst
          />
        </>
      )}
    </DraftForm>
  );
}
