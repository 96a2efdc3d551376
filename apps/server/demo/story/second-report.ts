import { castOf, dutyOf, RESPONDER } from '../people.ts';
import type { Stage } from './stage.ts';
import { fileReport, spoken } from './stage.ts';
import type { AffectedView, IncidentView } from './views.ts';

/** Somebody else sees the same from the other side; it becomes no second incident, and neither learns of the other. */
export async function secondReport(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal, shared, directory } = stage;
  const [, second = ''] = castOf(shared);
  const reporter = stage.as(dutyOf(second));
  terminal.chapter('A second report of the same thing joins');
  const { filed, triaged } = await fileReport(reporter, stage.as(RESPONDER), {
    summary: `Secondary ${shared.host} does not answer, some queries for ${spoken(second)} time out`,
    description: 'Seen by our monitoring over IPv4. Part of our servers is unreachable.',
    ongoing: true,
    resources: [
      { type: 'nameserver', value: shared.host },
      { type: 'ip', value: shared.address },
    ],
  });
  terminal.step(`The registry of ${spoken(second)} reports the same server, by its name.`);
  terminal.note(
    triaged.incidentId === incident.id
      ? `Report ${filed.number} is ${triaged.state} to #${incident.number}; no second incident. Why:`
      : `Report ${filed.number} opened another incident.`,
  );
  for (const { text } of triaged.reasons?.duplicate ?? []) terminal.note(`- ${text}`);
  terminal.gap();
  const { items: seen } = await reporter.get<{ items: AffectedView[] }>(`incidents/${incident.id}/affected`);
  const outsider = directory.find(
    ({ slug }) => !shared.operators.includes(slug) && stage.people.some(({ operator }) => operator === slug),
  );
  terminal.step(`What does the registry of ${spoken(second)} see of the others? Nothing.`);
  terminal.note(`- GET /incidents/…/affected shows it ${seen.length} operator: itself.`);
  if (outsider !== undefined) {
    const status = await stage.as(dutyOf(outsider.slug)).status(`incidents/${incident.id}`);
    terminal.note(
      `- The registry of ${spoken(outsider.slug)}, which is not touched, asks for the incident and gets ${status}.`,
    );
  }
}
