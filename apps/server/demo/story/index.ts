import { tellEverybody } from './advisory.ts';
import { operatorsAnswer } from './answers.ts';
import { askForADrill } from './drill.ts';
import { decideAwareness, takeTurns } from './duty.ts';
import { failureOfOneAddress } from './failure.ts';
import { mailComesIn } from './mail-comes-in.ts';
import { pastIncidents } from './past.ts';
import { showRecord } from './record.ts';
import { responderWorks } from './responder.ts';
import { secondReport } from './second-report.ts';
import { alertsOfRules, makeLists, tellAList } from './lists.ts';
import type { Stage } from './stage.ts';
import type { IncidentView } from './views.ts';

/** The whole story, over HTTP and by the mails that were captured. @returns the incident it is about */
export async function tellStory(stage: Stage): Promise<IncidentView> {
  await makeLists(stage);
  await takeTurns(stage);
  await pastIncidents(stage);
  const incident = await failureOfOneAddress(stage);
  await secondReport(stage, incident);
  await operatorsAnswer(stage, incident);
  await mailComesIn(stage, incident);
  await responderWorks(stage, incident);
  await decideAwareness(stage, incident);
  await alertsOfRules(stage, incident);
  await tellEverybody(stage);
  await tellAList(stage);
  await askForADrill(stage);
  await showRecord(stage, incident);
  return incident;
}
