import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '#libs/contracts';
import { useSession } from '../../app/session.tsx';
import { useOwnZone } from '../../app/zone.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { factAgain, noFact } from './fact-draft.ts';
import { FactForm } from './fact-form.tsx';

interface Props {
  incidentId: string;
  /** The entry of the fact that another one corrects; null: a fact of its own. */
  corrected: TimelineEntryView | null;
  opened: boolean;
  onClose: () => void;
}

/** States what happened and when; or corrects what was stated, which stays beside it. */
export function FactDialog({ opened, ...props }: Props) {
  const { t } = useTranslation('facts');
  const title = t(props.corrected === null ? 'state' : 'correctTitle');
  return (
    <FormDialog title={title} opened={opened} onClose={props.onClose}>
      <KeptForm {...props} />
    </FormDialog>
  );
}

function KeptForm({ incidentId, corrected, onClose }: Omit<Props, 'opened'>) {
  const zone = useOwnZone();
  const draft = useDraft(
    `fact.${useSession().userId}.${incidentId}.${corrected?.index ?? 'new'}`,
    corrected === null ? noFact(zone) : factAgain(corrected, zone),
  );
  return <FactForm incidentId={incidentId} draft={draft} corrected={corrected} onClose={onClose} />;
}
