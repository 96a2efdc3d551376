import { Checkbox, NativeSelect, TagsInput, Text } from '@mantine/core';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { useTranslation } from 'react-i18next';
import { METERED_SERVICES } from '#libs/contracts';
import type { OutageView } from '#libs/contracts';
import { DraftForm } from '../../../ui/draft-form.tsx';
import { ReasonField } from '../../../ui/reason-field.tsx';
import type { Draft } from '../../../ui/use-draft.ts';
import { WallTimeField } from '../../../ui/wall-time-field.tsx';
import { outageFaults } from './outage-draft.ts';
import type { OutageDraft, OutageField } from './outage-draft.ts';
import { useNoting } from './use-noting.ts';

interface Props {
  incidentId: string;
  /** TLDs that are offered. */
  known: string[];
  draft: Draft<OutageDraft>;
  corrected: OutageView | null;
  onClose: () => void;
}

/** Which service of which TLDs from when until when, and when we learned of it. */
export function OutageForm({ incidentId, known, draft, corrected, onClose }: Props) {
  const { t } = useTranslation('clocks');
  const noting = useNoting(incidentId, draft, corrected, onClose);
  const { value } = draft;
  const own = outageFaults(value);
  const change = (part: Partial<OutageDraft>) => {
    noting.reworded();
    draft.set({ ...value, ...part });
  };
  const faultAt = (field: OutageField, isTried: boolean): string | null => {
    const word = own[field];
    return isTried && word !== undefined ? t(`outage.faults.${word}`) : noting.faultAt(field);
  };
  return (
    <DraftForm
      isGood={Object.keys(own).length === 0}
      onSend={() => noting.mutate()}
      sending={noting}
      kept={t(draft.kept ? 'kept' : 'notKept')}
      safe={t('safe')}
      act={t(corrected === null ? 'outage.act' : 'outage.correctAct', {
        count: Math.max(1, value.tlds.length),
      })}
      onCancel={onClose}
    >
      {(isTried) => (
        <>
          <Text>{t(corrected === null ? 'outage.words' : 'outage.correctWords')}</Text>
          <TagsInput
            label={t('outage.tlds')}
            description={t(corrected === null ? 'outage.tldsHint' : 'outage.tldHint')}
            required
            data={known}
            value={value.tlds}
            onChange={(tlds) => change({ tlds })}
            error={faultAt('tlds', isTried)}
            splitChars={[',', ' ', ';']}
            acceptValueOnBlur
            maxDropdownHeight={240}
            {...(corrected === null ? {} : { maxTags: 1 })}
          />
          <NativeSelect
            label={t('outage.service')}
            data={METERED_SERVICES.map((service) => ({
              value: service,
              label: t(`outage.services.${service}`),
            }))}
            value={value.service}
            onChange={(event) =>
              change({
                service: METERED_SERVICES.find((one) => one === event.currentTarget.value) ?? value.service,
              })
            }
          />
          <WallTimeField
            label={t('outage.from')}
            value={value.from}
            onChange={(from) => change({ from })}
            error={faultAt('from', isTried)}
          />
          <WallTimeField
            label={t('outage.until')}
            hint={t('outage.untilHint')}
            required={false}
            value={value.until}
            onChange={(until) => change({ until })}
            error={faultAt('until', isTried)}
          />
          <WallTimeField
            label={t('outage.learned')}
            hint={t('outage.learnedHint')}
            required={false}
            value={value.learned}
            onChange={(learned) => change({ learned })}
            error={faultAt('learned', isTried)}
          />
          <Checkbox
            label={t('outage.maintenance')}
            description={t('outage.maintenanceHint')}
            checked={value.maintenance}
            onChange={(event) => change({ maintenance: event.currentTarget.checked })}
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
