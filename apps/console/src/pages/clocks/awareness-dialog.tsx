import { NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AwarenessSet, IncidentOverviewView } from '#libs/contracts';
import { setAwareness, useClocksChanged } from '../../api/deadlines.ts';
import { ApiFault } from '../../api/fault.ts';
import { useSession } from '../../app/session.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DraftForm } from '../../ui/draft-form.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { tell } from '../../ui/undo.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSaying } from '../../ui/use-saying.ts';
import { WallTimeField } from '../../ui/wall-time-field.tsx';
import { instantOf } from '../../ui/wall-time.ts';
import { SignificanceCheck } from './significance/significance-check.tsx';
import { WhoseField } from './whose-field.tsx';

const GUESSES = ['unknown', 'yes', 'no'] as const;
type Guess = (typeof GUESSES)[number];
const guessOf = (text: string): Guess => GUESSES.find((guess) => guess === text) ?? 'unknown';

interface Props {
  overview: IncidentOverviewView;
  opened: boolean;
  onClose: () => void;
}

/** A person's decision, from which 24 h and 72 h run; nothing in the console guesses it. */
export function AwarenessDialog(props: Props) {
  const { t } = useTranslation('clocks');
  return (
    <FormDialog title={t('awareness.set')} opened={props.opened} onClose={props.onClose}>
      <AwarenessForm {...props} />
    </FormDialog>
  );
}

const NOTHING_SAID = {
  operatorId: '',
  time: { wall: '', zone: 'UTC' },
  reason: '',
  unlawful: 'unknown' as Guess,
  crossBorder: 'unknown' as Guess,
};

function AwarenessForm({ overview, onClose }: Props) {
  const { t } = useTranslation('clocks');
  const { id } = overview.incident;
  const draft = useDraft(`awareness.${useSession().userId}.${id}`, NOTHING_SAID);
  const deciding = useSaying({
    send: (given: AwarenessSet, key) => setAwareness(id, given, key),
    changed: useClocksChanged(),
    onDone: () => {
      draft.clear();
      tell(t('awareness.done'));
      onClose();
    },
  });
  const { operatorId, time, reason, unlawful, crossBorder } = draft.value;
  const change = (part: Partial<typeof NOTHING_SAID>) => {
    if (deciding.isError) deciding.reset();
    draft.set({ ...draft.value, ...part });
  };
  const awareAt = instantOf(time);
  const isReasoned = reason.trim().length >= 3;
  const fault = deciding.error instanceof ApiFault ? deciding.error : null;
  const decide = () => {
    if (awareAt === null) return;
    const whose = operatorId === '' ? {} : { operatorId };
    deciding.mutate({ ...whose, awareAt, reason: reason.trim(), unlawful, crossBorder });
  };
  const late = fault?.problem.code === 'awareness.in_the_future' ? fault.message : null;
  const guesses = GUESSES.map((value) => ({ value, label: t(`guess.${value}`) }));
  return (
    <DraftForm
      isGood={awareAt !== null && isReasoned}
      onSend={() => decide()}
      sending={deciding}
      kept={t(draft.kept ? 'kept' : 'notKept')}
      safe={t('safe')}
      act={t('awareness.act')}
      onCancel={onClose}
    >
      {(isTried) => (
        <>
          <Text>{t('awareness.words')}</Text>
          <SignificanceCheck />
          <WhoseField
            overview={overview}
            value={operatorId}
            onChange={(whose) => change({ operatorId: whose })}
          />
          <WallTimeField
            label={t('awareness.at')}
            value={time}
            onChange={(given) => change({ time: given })}
            error={isTried && awareAt === null ? t('missing') : (fault?.at('/awareAt') ?? late)}
          />
          <NativeSelect
            label={t('awareness.unlawful')}
            data={guesses}
            value={unlawful}
            onChange={(event) => change({ unlawful: guessOf(event.currentTarget.value) })}
          />
          <NativeSelect
            label={t('awareness.crossBorder')}
            data={guesses}
            value={crossBorder}
            onChange={(event) => change({ crossBorder: guessOf(event.currentTarget.value) })}
          />
          <ReasonField
            value={reason}
            onChange={(given) => change({ reason: given })}
            error={isTried && !isReasoned ? t('short') : fault?.at('/reason')}
          />
        </>
      )}
    </DraftForm>
  );
}
