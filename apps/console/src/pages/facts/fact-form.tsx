import { Checkbox, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '#libs/contracts';
import { useOwnZone } from '../../app/zone.ts';
import { DraftForm } from '../../ui/draft-form.tsx';
import { useNow } from '../../ui/now.ts';
import type { Draft } from '../../ui/use-draft.ts';
import { WallTimeField } from '../../ui/wall-time-field.tsx';
import { factFaults } from './fact-draft.ts';
import type { FactDraft, FactField } from './fact-draft.ts';
import { useStating } from './use-stating.ts';

interface Props {
  incidentId: string;
  draft: Draft<FactDraft>;
  corrected: TimelineEntryView | null;
  onClose: () => void;
}

/** What happened; when it did, from and to, and how sure one is; and when it was seen, which is another clock. */
export function FactForm({ incidentId, draft, corrected, onClose }: Props) {
  const { t } = useTranslation('facts');
  const zones = [useOwnZone()];
  const stating = useStating(incidentId, draft, corrected, onClose);
  const { value } = draft;
  const own = factFaults(value, useNow());
  const change = (part: Partial<FactDraft>) => {
    stating.reworded();
    draft.set({ ...value, ...part });
  };
  const faultAt = (field: FactField, isTried: boolean): string | null => {
    const word = own[field];
    return isTried && word !== undefined ? t(`faults.${word}`) : stating.faultAt(field);
  };
  const time = (field: 'from' | 'to' | 'observed', isTried: boolean) => ({
    value: value[field],
    onChange: (at: FactDraft[typeof field]) => change({ [field]: at }),
    error: faultAt(field, isTried),
    zones,
  });
  return (
    <DraftForm
      isGood={Object.keys(own).length === 0}
      onSend={() => stating.mutate()}
      sending={stating}
      kept={t(draft.kept ? 'kept' : 'notKept')}
      safe={t('safe')}
      act={t(corrected === null ? 'act' : 'correctAct')}
      onCancel={onClose}
    >
      {(isTried) => (
        <>
          <Text>{t(corrected === null ? 'words' : 'correctWords')}</Text>
          <Textarea
            label={t('what')}
            required
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={value.what}
            onChange={(event) => change({ what: event.currentTarget.value.replaceAll('\n', ' ') })}
            error={faultAt('what', isTried)}
          />
          <WallTimeField label={t('from')} {...time('from', isTried)} />
          <WallTimeField label={t('to')} hint={t('toHint')} required={false} {...time('to', isTried)} />
          <Checkbox
            label={t('uncertain')}
            description={t('uncertainHint')}
            checked={value.uncertain}
            onChange={(event) => change({ uncertain: event.currentTarget.checked })}
          />
          <WallTimeField
            label={t('observed')}
            hint={t('observedHint')}
            required={false}
            {...time('observed', isTried)}
          />
        </>
      )}
    </DraftForm>
  );
}
