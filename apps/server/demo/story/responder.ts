import { RESPONDER } from '../people.ts';
import type { Stage } from './stage.ts';
import { endedDeliveries, spoken } from './stage.ts';
import type { IncidentView, PreviewView } from './views.ts';

const UPDATE =
  'The provider of the server confirms a fault in its network and expects the\naddress to answer again within the hour. Your other servers carry the load.';

/** The responder on duty takes the incident and works it. */
export async function responderWorks(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal, shared } = stage;
  const responder = stage.as(RESPONDER);
  const path = `incidents/${incident.id}`;
  const silent = shared.operators.at(-1) ?? '';
  const { userId } = await responder.get<{ userId: string }>('session');
  terminal.chapter('The responder on duty works the incident');

  await responder.patch(path, { assignee: userId });
  terminal.step(
    'The responder takes it: PATCH /incidents/… { assignee }, with If-Match, so that nobody overwrites another.',
  );
  await responder.post(`${path}/transitions`, { to: 'triaging' });
  await responder.post(`${path}/transitions`, { to: 'coordinating' });
  terminal.step('Moves it on: new → triaging → coordinating.');
  await responder.post(`${path}/notes`, {
    body: `Rang the duty number of ${silent}: no answer. The provider of ${shared.host} works on the fault.`,
  });
  terminal.step(`Writes a note: rang the duty number of the registry of ${spoken(silent)}, no answer.`);

  const update = { template: 'update', audience: { affected: true }, body: UPDATE };
  const preview = await responder.post<PreviewView>(`${path}/notifications`, { ...update, preview: true });
  const would = preview.deliveries.filter(({ willBeSent }) => willBeSent).length;
  terminal.step(`Looks before sending: a preview says that an update would go to ${would} contacts.`);
  await responder.post(`${path}/notifications`, update);
  const deliveries = await endedDeliveries(responder, incident.id, 'update');
  const sent = deliveries.filter(({ state }) => state === 'handed_over').length;
  terminal.step(`Sends it: ${sent} of ${deliveries.length} signed mails captured.`);

  await responder.post(`${path}/transitions`, { to: 'monitoring' });
  terminal.step(
    'The address answers again. Moves it on: coordinating → monitoring. Closing it is left to you.',
  );
}
