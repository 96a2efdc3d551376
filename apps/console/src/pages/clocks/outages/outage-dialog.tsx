import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView, OutageView } from '#libs/contracts';
import { useSession } from '../../../app/session.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { noOutage, outageAgain } from './outage-draft.ts';
import { OutageForm } from './outage-form.tsx';

/** What is noted: a new outage, or one that stands for another from now on; `endedAt`, ms, where that says that it is up again. */
export type Noting = 'new' | { corrected: OutageView; endedAt: number | null };

interface Props {
  overview: IncidentOverviewView;
  /** Null: it is not open. */
  noting: Noting | null;
  onClose: () => void;
}

/** A service of a TLD was, or is, not there. What was said before stays beside a correction. */
export function OutageDialog({ overview, noting, onClose }: Props) {
  const { t } = useTranslation('clocks');
  const title = t(noting === 'new' || noting === null ? 'outage.note' : 'outage.correct');
  return (
    <FormDialog title={title} opened={noting !== null} onClose={onClose}>
      {noting === null ? null : noting === 'new' ? (
        <NewOutage overview={overview} onClose={onClose} />
      ) : (
        <CorrectedOutage overview={overview} {...noting} onClose={onClose} />
      )}
    </FormDialog>
  );
}

/** Those of the incident, which are likely the ones. */
const touchedTlds = ({ grid }: IncidentOverviewView): string[] => [
  ...new Set(grid.flatMap(({ tlds }) => tlds.map(({ label }) => label))),
];

function NewOutage({ overview, onClose }: Omit<Props, 'noting'>) {
  const known = touchedTlds(overview);
  const draft = useDraft(`outage.${useSession().userId}.${overview.incident.id}`, noOutage(known));
  return (
    <OutageForm
      incidentId={overview.incident.id}
      known={known}
      draft={draft}
      corrected={null}
      onClose={onClose}
    />
  );
}

function CorrectedOutage({
  overview,
  corrected,
  endedAt,
  onClose,
}: Omit<Props, 'noting'> & Exclude<Noting, 'new'>) {
  const what = endedAt === null ? 'correction' : 'end';
  const draft = useDraft(
    `outage.${useSession().userId}.${corrected.id}.${what}`,
    outageAgain(corrected, endedAt),
  );
  return (
    <OutageForm
      incidentId={overview.incident.id}
      known={touchedTlds(overview)}
      draft={draft}
      corrected={corrected}
      onClose={onClose}
    />
  );
}
