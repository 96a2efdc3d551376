import { validate } from 'uuid';
import { OnBehalf } from '#libs/access';
import type { ApprovalRequest } from '#libs/contracts';
import { approvalRequest } from '#libs/contracts';
import { Approvals, Outbox, proposalSummary } from '#libs/notifications';
import type { Service } from '../service.ts';
import { CommandRefused } from './run.ts';
import type { CommandAnswer } from './run.ts';

const MOST = 200;

/** `notifications`: what takes a second person; with `--waiting` what waits for one alone. */
export async function listProposals(
  { app }: Service,
  { waiting }: { waiting?: boolean },
): Promise<CommandAnswer> {
  const outbox = app.get(Outbox);
  const states = waiting === true ? (['awaiting_approval'] as const) : ALL;
  const found = (await Promise.all(states.map((state) => outbox.proposed(state, { limit: MOST })))).flat();
  const items = found.map(proposalSummary);
  const lines = items.map(
    ({ id, state, template, tlp, sentBy, approval }) =>
      `${id}  ${state}  ${template}  TLP:${tlp}  ${approval?.operators ?? 0} operators  by ${sentBy.name}  until ${approval?.expiresAt ?? '-'}`,
  );
  return {
    text: lines.length === 0 ? 'Nothing waits for a second person.' : lines.join('\n'),
    json: { items },
  };
}
const ALL = ['awaiting_approval', 'sent', 'rejected', 'expired'] as const;

export const approveNotification = (service: Service, options: Given, args: string[]) =>
  decide(service, 'approve', options, args);
export const rejectNotification = (service: Service, options: Given, args: string[]) =>
  decide(service, 'reject', options, args);

interface Given {
  as: string;
  reason: string;
}

/** By the same rule as over the API: the account that proposed it, or that has agreed already, is no second person. */
async function decide(
  { app }: Service,
  decision: ApprovalRequest['decision'],
  { as, reason }: Given,
  [id = '']: string[],
): Promise<CommandAnswer> {
  const request = approvalRequest.safeParse({ decision, reason });
  if (!request.success) throw new CommandRefused('The reason must be one line of 1 to 500 characters.');
  if (!validate(id)) throw new CommandRefused(`There is no notification ${id}.`);
  const principal = await app.get(OnBehalf).of(as);
  await app.get(Approvals).decide(principal, id.toLowerCase(), request.data);
  const { notification } = await app.get(Outbox).notification(id.toLowerCase());
  return {
    text: `${decision === 'approve' ? 'Approved' : 'Rejected'} as ${principal.email}; the notification is ${notification.state}.`,
    json: { id: notification.id, state: notification.state },
  };
}
