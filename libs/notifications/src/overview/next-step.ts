import type { AffectedState, GridNextView } from '#libs/contracts';
import { nextContact } from '../audience.ts';
import { URGENT_LIMIT } from '../retry.ts';
import type { ContactRow, MailRow } from './queries.ts';
import { hasSpoken } from '../silence.ts';

interface Waiting {
  state: AffectedState;
  toldAt: Date | null;
  answeredAt: Date | null;
  /** The last to each contact. */
  mails: Pick<MailRow, 'email' | 'state' | 'lane' | 'firstTriedAt' | 'dueAt' | 'escalatedAt'>[];
  contacts: Pick<ContactRow, 'email' | 'callOrder' | 'undeliverableSince'>[];
  /** Until when people can decide on a notice to it; null: there is none to decide on. */
  proposedUntil: Date | null;
}

/** What comes next for an operator, at once or by itself at an instant; null where nothing is due. */
export function nextStep(operator: Waiting): GridNextView | null {
  const { state, toldAt, mails, proposedUntil } = operator;
  if (state === 'suspected') return { what: 'decide', at: null };
  if (hasSpoken(operator)) return null;
  if (mails.some((mail) => mail.state === 'queued' || mail.state === 'sending'))
    return { what: 'send', at: null };
  const delayed = delayedStep(operator);
  if (delayed !== null) return delayed;
  if (toldAt === null && proposedUntil !== null) return { what: 'approve', at: proposedUntil.toISOString() };
  return { what: toldAt === null && mails.length === 0 ? 'tell' : 'call', at: null };
}

/** Mail that is not through is tried again; an urgent one goes to the next contact as well, where there is one. */
function delayedStep({ mails, contacts }: Waiting): GridNextView | null {
  const delayed = mails.filter(({ state }) => state === 'delayed');
  if (delayed.length === 0) return null;
  const told = new Set(mails.map(({ email }) => (email ?? '').toLowerCase()));
  const urgent = delayed.flatMap(({ lane, escalatedAt, firstTriedAt }) =>
    lane === 'urgent' && escalatedAt === null && firstTriedAt !== null
      ? [new Date(firstTriedAt.getTime() + URGENT_LIMIT * 60_000)]
      : [],
  );
  const goesOn = urgent.length > 0 && nextContact(contacts, told) !== null;
  const instants = goesOn ? urgent : delayed.map(({ dueAt }) => dueAt);
  return { what: goesOn ? 'second_contact' : 'retry', at: earliest(instants) };
}

const earliest = (instants: Date[]): string | null =>
  instants.sort((a, b) => a.getTime() - b.getTime())[0]?.toISOString() ?? null;
