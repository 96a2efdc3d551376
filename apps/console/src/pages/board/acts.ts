import type { IncidentState, StaffIncidentView } from '#libs/contracts';
import { readVersioned, send } from '../../api/call.ts';
import type { Versioned } from '../../api/call.ts';

/** What an act needs to know of an incident; `assignee` as it was seen. */
export interface Subject {
  id: string;
  number: string;
  title: string;
  state: IncidentState;
  assignee: { id: string } | null;
}

/** Takes back what was done, by a change of its own. @throws Overtaken where somebody has gone on since */
export type Undo = () => Promise<void>;

/** Somebody else was faster: nothing was changed. */
export class Overtaken extends Error {}

const key = () => crypto.randomUUID();
const present = (id: string) => readVersioned<StaffIncidentView>(`incidents/${id}`);

const move = (id: string, to: IncidentState, reason?: string) =>
  send<StaffIncidentView>(
    'POST',
    `incidents/${id}/transitions`,
    { to, ...(reason === undefined ? {} : { reason }) },
    { key: key() },
  );

const giveTo = (id: string, assignee: string | null, etag: string) =>
  send<StaffIncidentView>('PATCH', `incidents/${id}`, { assignee }, { ifMatch: etag });

/** Only where it is still as we left it. */
async function asLeft(id: string, left: Partial<StaffIncidentView>): Promise<Versioned<StaffIncidentView>> {
  const found = await present(id);
  const isSame = Object.entries(left).every(
    ([name, value]) => found.view[name as keyof StaffIncidentView] === value,
  );
  if (!isSame) throw new Overtaken(`#${found.view.number}`);
  return found;
}

/** To a person, or to nobody. Not where somebody else has given it to another in the meantime. */
export async function assign(subject: Subject, userId: string | null): Promise<Undo> {
  const { etag } = await asLeft(subject.id, { assignee: subject.assignee?.id ?? null });
  await giveTo(subject.id, userId, etag);
  return async () => {
    const left = await asLeft(subject.id, { assignee: userId });
    await giveTo(subject.id, subject.assignee?.id ?? null, left.etag);
  };
}

/** What is new is taken up, by me. The service refuses what somebody else has taken up just before. */
export async function takeUp({ id }: Subject, me: string, undone: string): Promise<Undo> {
  const { assignee: before, version } = await move(id, 'triaging');
  if (before !== me) await giveTo(id, me, `"${version}"`);
  return async () => {
    const left = await asLeft(id, { assignee: me, state: 'triaging' });
    if (before !== me) await giveTo(id, before, left.etag);
    await move(id, 'new', undone);
  };
}

/** Put away as no incident of ours. Back it goes the way that the rules have: over `triaging`. */
export async function reject({ id, state }: Subject, reason: string, undone: string): Promise<Undo> {
  await move(id, 'rejected', reason);
  return async () => {
    await asLeft(id, { state: 'rejected' });
    await move(id, 'triaging', undone);
    if (state === 'new' || state === 'coordinating') await move(id, state, undone);
  };
}

/** From where one may reject. */
export const isRejectable = ({ state }: Subject): boolean =>
  state === 'new' || state === 'triaging' || state === 'coordinating';
