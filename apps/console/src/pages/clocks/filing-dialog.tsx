import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FILED_KINDS } from '#libs/contracts';
import type { FiledKind, FilingMade, IncidentOverviewView } from '#libs/contracts';
import { noteFiling, useClocksChanged } from '../../api/deadlines.ts';
import { ApiFault } from '../../api/fault.ts';
import { useSession } from '../../app/session.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DraftForm } from '../../ui/draft-form.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSaying } from '../../ui/use-saying.ts';
import { WallTimeField } from '../../ui/wall-time-field.tsx';
import { instantOf } from '../../ui/wall-time.ts';
import { WhoseField } from './whose-field.tsx';

interface Props {
  overview: IncidentOverviewView;
  opened: boolean;
  onClose: () => void;
}

/** A person's word that something was filed with the authority: it ends that clock. */
export function FilingDialog(props: Props) {
  const { t } = useTranslation('clocks');
  return (
    <FormDialog title={t('filing.note')} opened={props.opened} onClose={props.onClose}>
      <FilingForm {...props} />
    </FormDialog>
  );
}

const NOTHING_FILED = {
  operatorId: '',
  kind: FILED_KINDS[0] as FiledKind,
  time: { wall: '', zone: 'UTC' },
  reference: '',
};

function FilingForm({ overview, onClose }: Props) {
  const { t } = useTranslation('clocks');
  const { id } = overview.incident;
  const draft = useDraft(`filing.${useSession().userId}.${id}`, NOTHING_FILED);
  const noting = useSaying({
    send: (given: FilingMade, key) => noteFiling(id, given, key),
    changed: useClocksChanged(),
    onDone: () => {
      draft.clear();
      tell(t('filing.done'));
      onClose();
    },
  });
  const { operatorId, kind, time, reference } = draft.value;
  const change = (part: Partial<typeof NOTHING_FILED>) => {
    if (noting.isError) noting.reset();
    draft.set({ ...draft.value, ...part });
  };
  const filedAt = instantOf(time);
  const fault = noting.error instanceof ApiFault ? noting.error : null;
  const note = () => {
    if (filedAt === null) return;
    const whose = operatorId === '' ? {} : { operatorId };
    noting.mutate({ ...whose, kind, filedAt, reference: reference.trim() });
  };
  const early = fault?.problem.code === 'filing.in_the_future' ? fault.message : null;
  return (
    <DraftForm
      isGood={filedAt !== null}
      onSend={() => note()}
      sending={noting}
      kept={t(draft.kept ? 'kept' : 'notKept')}
      safe={t('safe')}
      act={t('filing.act')}
      onCancel={onClose}
    >
      {(isTried) => (
        <>
          <Text>{t('filing.words')}</Text>
          <WhoseField
            overview={overview}
            value={operatorId}
            onChange={(whose) => change({ operatorId: whose })}
          />
          <NativeSelect
            label={t('filing.kind')}
            data={FILED_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            onChange={(event) =>
              change({ kind: FILED_KINDS.find((one) => one === event.currentTarget.value) ?? FILED_KINDS[0] })
            }
          />
          <WallTimeField
            label={t('filing.at')}
            value={time}
            onChange={(given) => change({ time: given })}
            error={isTried && filedAt === null ? t('missing') : (fault?.at('/filedAt') ?? early)}
          />
          <TextInput
            label={t('filing.reference')}
            description={t('filing.referenceHint')}
            maxLength={200}
            value={reference}
            error={fault?.at('/reference')}
            onChange={(event) => change({ reference: event.currentTarget.value })}
          />
        </>
      )}
    </DraftForm>
  );
}
