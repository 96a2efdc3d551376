import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import { useKindTitle } from '../../../api/kinds.ts';
import { useStaff } from '../../../api/staff.ts';
import type { Clash } from '../../../ui/version-choice.tsx';
import { changedMeanwhile, fieldsOf } from './edit-draft.ts';
import type { EditDraft, FieldName, Fields } from './edit-draft.ts';

/** What somebody else changed since the edit began, beside what this person wrote, in words. */
export function useClashes(draft: EditDraft, present: StaffIncidentView | null): Clash[] {
  const { t } = useTranslation('incident');
  const staff = useStaff();
  const kindTitle = useKindTitle();
  if (present === null) return [];
  const words = (name: FieldName, fields: Fields): string => {
    if (name === 'assignee')
      return fields.assignee === null
        ? t('nobody')
        : (staff.data?.get(fields.assignee)?.name ?? t('somebody'));
    if (name === 'severity') return t(`ui:severity.${fields.severity}`);
    if (name === 'kind') return kindTitle(fields.kind);
    return name === 'tlp' ? `TLP:${fields.tlp}` : fields[name];
  };
  return changedMeanwhile(draft, present).map((name) => ({
    name: t(`edit.fields.${name}`),
    theirs: words(name, fieldsOf(present)),
    mine: words(name, draft.fields),
  }));
}
