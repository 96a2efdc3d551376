import type { HeldAlertView, ListRuleView, StaffListAlertView } from '#libs/contracts';
import { LEAD, RESPONDER, SECOND_LEAD } from '../people.ts';
import type { Stage } from './stage.ts';
import { until } from './stage.ts';
import type { IncidentView } from './views.ts';

/** Who else watches over names; each wants to hear early. */
const NEIGHBOURS = [
  { email: 'watch@cert-pacific.example', name: 'Watch desk, CERT Pacific' },
  { email: 'soc@backend.example', name: 'Operations of a back-end provider', language: 'fr' },
  { email: 'desk@exchange.example', name: 'Desk of an Internet exchange' },
];
const READERS = ['resolvers@isp.example', 'dns@university.example'];

/** Four lists: of neighbours, of everybody, of the directory, and somebody else's; and a rule by which alerts post themselves. */
export async function makeLists(stage: Stage): Promise<void> {
  const { terminal } = stage;
  const lead = stage.as(LEAD);
  terminal.chapter('Mailing lists, and a rule by which serious incidents post themselves');
  await lead.post('lists', {
    slug: 'neighbours',
    name: 'Neighbours',
    description: 'CERTs and providers that want to hear early of what may reach them.',
    tlp: 'AMBER',
  });
  for (const member of NEIGHBOURS) await stage.as(RESPONDER).post('lists/neighbours/subscriptions', member);
  await lead.post('lists', {
    slug: 'public-alerts',
    name: 'Public alerts',
    description: 'For everybody. One asks to join, and confirms it by a mailed link.',
    tlp: 'CLEAR',
    open: true,
  });
  for (const email of READERS) await stage.as(RESPONDER).post('lists/public-alerts/subscriptions', { email });
  await stage.anybody.post('lists/public-alerts/subscriptions', { email: 'curious@reader.example' });
  await lead.post('lists', {
    slug: 'all-operators',
    name: 'All operators',
    description: 'The security contacts of each operator, as the directory has them at the moment.',
    tlp: 'AMBER',
    membership: 'directory',
  });
  await lead.post('lists', {
    slug: 'dns-operations',
    name: 'DNS operations, elsewhere',
    description: 'A list of others. Who reads it we do not know, so a second person agrees to each mail.',
    kind: 'outside',
    address: 'dns-operations@lists.example',
    tlp: 'GREEN',
  });
  terminal.step(
    'A lead makes four: neighbours, the public (joined by a mailed link), all operators (it follows the directory), and one of others.',
  );
  const rule = await lead.post<ListRuleView>('lists/neighbours/rules', {
    name: 'Serious, and soon',
    severity: 'high',
    tlp: 'AMBER',
    holdMinutes: 240,
  });
  await stage.as(SECOND_LEAD).post(`lists/neighbours/rules/${rule.id}/approval`, {});
  await lead.post('lists/all-operators/rules', {
    name: 'Emergencies, to all',
    severity: 'critical',
    tlp: 'AMBER',
    holdMinutes: 30,
    mostAlerts: 1,
  });
  terminal.step(
    'One rule posts what is high to the neighbours, four hours after: another lead agreed. A second rule waits for that.',
  );
  terminal.gap();
}

/** What the rule held meanwhile: an old one is stopped, that of the story waits. */
export async function alertsOfRules(stage: Stage, incident: IncidentView): Promise<void> {
  const { terminal } = stage;
  const responder = stage.as(RESPONDER);
  terminal.chapter('Alerts of the rule wait, and a person can stop them');
  const held = await until('The alert of the story', async () => {
    const { items } = await responder.get<{ items: HeldAlertView[] }>('alerts');
    return items.some((alert) => alert.incident.id === incident.id) ? items : null;
  });
  for (const { id, incident: about } of held.filter((alert) => alert.incident.id !== incident.id)) {
    await responder.post(`alerts/${id}/stop`, { reason: 'Long over: its registry has told everybody then.' });
    terminal.step(`#${about.number} would go to the neighbours. The responder stops it: it is long over.`);
  }
  terminal.step(
    `#${incident.number} goes to them by itself in four hours, unless somebody stops it. Try it.`,
  );
  terminal.gap();
}

/** By hand, and of nothing that is not for everybody. */
export async function tellAList(stage: Stage): Promise<void> {
  const alert = await stage.as(RESPONDER).post<StaffListAlertView>('lists/public-alerts/alerts', {
    subject: 'One address of a provider gave no answer; it answers again',
    body: 'Names kept resolving by their other servers. Operators of resolvers need do nothing.\n\nMore stands in our advisory.',
    tlp: 'CLEAR',
  });
  await stage.as(RESPONDER).post('lists/dns-operations/alerts', {
    subject: 'One address of a provider gave no answer',
    body: 'Seen from several places, over by now. Tell us what you saw.',
    tlp: 'GREEN',
  });
  stage.terminal.step(
    `The list for everybody gets a signed alert (${alert.state}); that of others waits for a second person.`,
  );
  stage.terminal.gap();
}
