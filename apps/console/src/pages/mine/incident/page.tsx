import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { OperatorIncidentView } from '#libs/contracts';
import { useAsks } from '../../../api/asks.ts';
import { useCase } from '../../../api/cases.ts';
import { useSession } from '../../../app/session.tsx';
import { useOwnZone } from '../../../app/zone.ts';
import { ExerciseBanner } from '../../../ui/exercise-banner.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { AnswerForm } from '../answer-form.tsx';
import { AskSentence } from '../ask-sentence.tsx';
import { CaseMarks } from '../case-marks.tsx';
import { ExportMenu } from '../../incident/exports/export-menu.tsx';
import { NotesPanel } from '../../incident/notes/notes-panel.tsx';
import { MinePlaces } from '../mine-places.tsx';
import { OwnState } from '../own-state.tsx';
import classes from './incident.module.css';
import { CaseFiles } from './case-files.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseNotices } from './case-notices.tsx';
import { CaseReports } from './case-reports.tsx';
import { DueLine } from './due-line.tsx';

/** One incident as one's operator knows it: what is asked, what was said, what was sent. */
export default function OwnIncidentPage() {
  const { t } = useTranslation('mine');
  const { id = '' } = useParams();
  const incident = useCase(id);
  if (incident.data !== undefined) return <Incident incident={incident.data} />;
  return (
    <>
      <PageHead title={t('incidents.one')} />
      <MinePlaces />
      {incident.isError ? (
        <Fault error={incident.error} onRetry={() => void incident.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

function Incident({ incident }: { incident: OperatorIncidentView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  return (
    <>
      <ExerciseBanner is={incident.exercise} />
      <PageHead title={incident.title}>
        <ExportMenu incident={incident} />
      </PageHead>
      <MinePlaces />
      <div className={classes['marks']}>
        <CaseMarks incident={incident} />
        <span>{t('ourWork', { state: t(`ui:states.incident.${incident.state}`) })}</span>
      </div>
      {incident.exercise ? <p className={classes['exercise']}>{t('drillWords')}</p> : null}
      <div className={classes['columns']}>
        <Stack gap="md">
          <Answer incident={incident} />
          <NotesPanel incidentId={incident.id} zone={zone} />
          <CaseFiles id={incident.id} />
          <CaseNotices id={incident.id} />
          <CaseReports id={incident.id} />
        </Stack>
        <Stack gap="md">
          <CaseFacts incident={incident} />
          <CaseHistory id={incident.id} />
        </Stack>
      </div>
    </>
  );
}

/** A closed incident asks nothing, and takes no answer from here. */
function Answer({ incident }: { incident: OperatorIncidentView }) {
  const { t } = useTranslation('mine');
  const { operator } = useSession();
  const asks = useAsks();
  const ask = asks.data?.items.find(({ id }) => id === incident.id);
  return (
    <Panel title={t('answer.title')} beside={<OwnState state={incident.affected.state} />}>
      {ask === undefined || operator === null ? (
        <p>{t(operator === null ? 'noVoice.words' : asks.isPending ? 'ui:loading' : 'answer.closed')}</p>
      ) : (
        <>
          <DueLine ask={ask} />
          <AskSentence ask={ask} />
          <AnswerForm ask={ask} />
        </>
      )}
    </Panel>
  );
}
