import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '#libs/contracts';
import { eraseEntry, useIncidentChanged } from '../../../api/entries.ts';
import { ApiFault } from '../../../api/fault.ts';
import { useSession } from '../../../app/session.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { DraftForm } from '../../../ui/draft-form.tsx';
import { ReasonField } from '../../../ui/reason-field.tsx';
import { tell } from '../../../ui/undo.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { useSaying } from '../../../ui/use-saying.ts';

interface Props {
  incidentId: string;
  entry: TimelineEntryView;
  /** The sentence that the list has for it. */
  words: string;
  onClose: () => void;
}

/** Takes away for good what an entry says: what goes and what stays is said first, and why is asked. */
export function EraseDialog(props: Props) {
  const { t } = useTranslation('timeline');
  return (
    <FormDialog title={t('erase.title', { index: props.entry.index })} opened onClose={props.onClose}>
      <EraseForm {...props} />
    </FormDialog>
  );
}

function EraseForm({ incidentId, entry, words, onClose }: Props) {
  const { t } = useTranslation('timeline');
  const draft = useDraft(`erasure.${useSession().userId}.${incidentId}.${entry.index}`, '');
  const reason = draft.value.trim();
  const erasing = useSaying({
    send: (why: string, key) => eraseEntry(incidentId, entry.index, why, key),
    changed: useIncidentChanged(incidentId),
    onDone: () => {
      draft.clear();
      tell(t('erase.done', { index: entry.index }));
      onClose();
    },
  });
  const { error } = erasing;
  const refused = error instanceof ApiFault ? error.at('/reason') : null;
  return (
    <DraftForm
      isGood={reason !== ''}
      onSend={() => erasing.mutate(reason)}
      sending={erasing}
      safe={t('erase.safe')}
      act={t('erase.act')}
      isGrave
      onCancel={onClose}
    >
      {(isTried) => (
        <>
          <Text className="foreign" fs="italic">
            {words}
          </Text>
          <Text fw={600}>{t('erase.goes')}</Text>
          <List size="md">
            <List.Item>{t('erase.goesWords')}</List.Item>
            <List.Item>{t('erase.goesOperator')}</List.Item>
          </List>
          <Text fw={600}>{t('erase.stays')}</Text>
          <List size="md">
            <List.Item>{t('erase.staysProof')}</List.Item>
            <List.Item>{t('erase.staysWho')}</List.Item>
            <List.Item>{t('erase.staysElsewhere')}</List.Item>
          </List>
          <ReasonField
            value={draft.value}
            onChange={(why) => {
              if (erasing.isError) erasing.reset();
              draft.set(why);
            }}
            error={isTried && reason === '' ? t('ui:ask.whyMissing') : refused}
            isFirst
          />
        </>
      )}
    </DraftForm>
  );
}
