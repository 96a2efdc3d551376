import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmbargoView } from '#libs/contracts';
import { setEmbargo, useClocksChanged } from '../../../api/deadlines.ts';
import { ApiFault } from '../../../api/fault.ts';
import { useSession } from '../../../app/session.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { DraftForm } from '../../../ui/draft-form.tsx';
import { useNow } from '../../../ui/now.ts';
import { ReasonField } from '../../../ui/reason-field.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { useSaying } from '../../../ui/use-saying.ts';
import { WallTimeField } from '../../../ui/wall-time-field.tsx';
import { embargoDraft, embargoFaults, embargoOf, isShortened } from './embargo-draft.ts';
import type { EmbargoDraft, EmbargoField } from './embargo-draft.ts';
import { useTakingBack } from './use-taking-back.ts';

interface Props {
  incidentId: string;
  /** The one in force. */
  held: EmbargoView | null;
  opened: boolean;
  onClose: () => void;
}

/** Until when nothing is told on, by whose agreement and why; again: another instant, with a reason of its own. */
export function EmbargoDialog(props: Props) {
  const { t } = useTranslation('clocks');
  const title = t(props.held === null ? 'embargo.set' : 'embargo.change');
  return (
    <FormDialog title={title} opened={props.opened} onClose={props.onClose}>
      <EmbargoForm {...props} />
    </FormDialog>
  );
}

const POINTERS: Record<EmbargoField, string> = {
  until: '/until',
  agreedWith: '/agreedWith',
  reason: '/reason',
};

function EmbargoForm({ incidentId, held, onClose }: Props) {
  const { t } = useTranslation('clocks');
  // As it was when the form opened: that is what undo goes back to.
  const [before] = useState(held);
  const draft = useDraft(
    `embargo.${useSession().userId}.${incidentId}.${before?.setAt ?? 'first'}`,
    embargoDraft(before),
  );
  const takeBack = useTakingBack(incidentId);
  const saying = useSaying({
    send: (given: EmbargoDraft, key) => setEmbargo(incidentId, embargoOf(given), key),
    changed: useClocksChanged(),
    onDone: () => {
      draft.clear();
      takeBack(t('embargo.done'), before);
      onClose();
    },
  });
  const { value } = draft;
  const own = embargoFaults(value, useNow());
  const { error } = saying;
  const change = (part: Partial<EmbargoDraft>) => {
    if (saying.isError) saying.reset();
    draft.set({ ...value, ...part });
  };
  const faultAt = (field: EmbargoField, isTried: boolean): string | null => {
    const word = own[field];
    if (isTried && word !== undefined) return t(`embargo.faults.${word}`);
    if (!(error instanceof ApiFault)) return null;
    const isOfTime = field === 'until' && error.problem.code.startsWith('embargo.');
    return error.at(POINTERS[field]) ?? (isOfTime ? error.message : null);
  };
  return (
    <DraftForm
      isGood={Object.keys(own).length === 0}
      onSend={() => saying.mutate(value)}
      sending={saying}
      kept={t(draft.kept ? 'kept' : 'notKept')}
      safe={t('safe')}
      act={t(before === null ? 'embargo.act' : 'embargo.changeAct')}
      onCancel={onClose}
    >
      {(isTried) => (
        <>
          <Text>{t('embargo.what')}</Text>
          <WallTimeField
            label={t('embargo.untilLabel')}
            value={value.until}
            onChange={(until) => change({ until })}
            error={faultAt('until', isTried)}
          />
          {isShortened(before, value) ? <Text fw={600}>{t('embargo.shortened')}</Text> : null}
          <TextInput
            label={t('embargo.agreedLabel')}
            description={t('embargo.agreedHint')}
            maxLength={200}
            value={value.agreedWith}
            onChange={(event) => change({ agreedWith: event.currentTarget.value })}
            error={faultAt('agreedWith', isTried)}
          />
          <ReasonField
            value={value.reason}
            onChange={(reason) => change({ reason })}
            error={faultAt('reason', isTried)}
          />
        </>
      )}
    </DraftForm>
  );
}
