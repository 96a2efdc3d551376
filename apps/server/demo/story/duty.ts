import type { IncidentDeadlinesView, PageView, RotaView, StaffUserView } from '#libs/contracts';
import { LEAD, RESPONDER } from '../people.ts';
import type { Stage } from './stage.ts';
import type { IncidentView } from './views.ts';

/** ms */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Who is on duty when, with somebody who stands in: whoever it is is told first of what becomes overdue. */
export async function takeTurns(stage: Stage): Promise<void> {
  const lead = stage.as(LEAD);
  const { items } = await lead.get<PageView<StaffUserView>>('users?limit=50');
  const people = items.filter(({ role }) => role === 'lead' || role === 'responder');
  const rota = await lead.putOn<RotaView>('rota', 0, {
    members: people.map(({ id }) => id),
    firstHandOver: `${mondayBefore(Date.now())}T09:00`,
    zone: 'Europe/Vienna',
  });
  const [, , third] = rota.members;
  if (third !== undefined)
    await lead.post('rota/overrides', {
      userId: third.userId,
      from: new Date(Date.now() + 3 * DAY).toISOString(),
      until: new Date(Date.now() + 4 * DAY).toISOString(),
      reason: 'Swapped, for a day off.',
    });
  stage.terminal.step(`The CERT takes turns, a week each: ${stage.base}/console/rota`);
}

/** The clocks of the law run once a person says since when somebody was aware. */
export async function decideAwareness(stage: Stage, incident: IncidentView): Promise<void> {
  await stage.as(RESPONDER).post<IncidentDeadlinesView>(`incidents/${incident.id}/awareness`, {
    awareAt: new Date(Date.now() - HOUR).toISOString(),
    reason: 'The first report says that all servers at this address are down.',
    crossBorder: 'yes',
  });
  stage.terminal.step(
    `A responder decides since when we were aware: 24 h and 72 h run. ${stage.base}/console/incidents/${incident.id}?part=clocks`,
  );
}

/** The Monday of a week in which an instant lies, `2026-03-02`. */
function mondayBefore(at: number): string {
  const days = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - days * DAY).toISOString().slice(0, 10);
}
