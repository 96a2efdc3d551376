import type { GridRowView, GridWordView } from '#libs/contracts';
import { groupBy, IMPACT_CLASSES } from '#libs/contracts';
import { reasonCodes } from '../reason-codes.ts';
import { nextStep } from './next-step.ts';
import type { CommentRow, ContactRow, MailRow, OperatorRow, WordRow } from './queries.ts';
import { silentSince } from '../silence.ts';

/** All that is known of the operators of an incident, each by its operator. */
export interface Known {
  operators: OperatorRow[];
  mails: MailRow[];
  words: WordRow[];
  comments: CommentRow[];
  contacts: ContactRow[];
  proposed: { operatorId: string; until: Date }[];
}

/** One row an operator. `isOver`: the incident is, and nothing comes next for anybody. */
export function gridOf({ operators, ...known }: Known, isOver: boolean): GridRowView[] {
  const mails = groupBy(known.mails, ({ operatorId }) => operatorId);
  const words = groupBy(known.words, ({ operatorId }) => operatorId);
  const contacts = groupBy(known.contacts, ({ operatorId }) => operatorId);
  const comments = new Map(known.comments.map((comment) => [comment.operatorId, comment]));
  const proposed = new Map(known.proposed.map(({ operatorId, until }) => [operatorId, until]));
  return operators.map((operator) => {
    const id = operator.operatorId;
    const own = { mails: mails.get(id) ?? [], contacts: contacts.get(id) ?? [] };
    const step = { ...operator, ...own, proposedUntil: proposed.get(id) ?? null };
    return {
      ...rowOf(operator, own, words.get(id) ?? []),
      comment: commentOf(comments.get(id)),
      next: isOver ? null : nextStep(step),
    };
  });
}

function rowOf(
  operator: OperatorRow,
  { mails, contacts }: { mails: MailRow[]; contacts: ContactRow[] },
  words: WordRow[],
): Omit<GridRowView, 'comment' | 'next'> {
  const { operatorId: id, slug, name, kind, toldAt, answeredAt } = operator;
  const own = words.find(({ by, at }) => by.kind !== 'user' && (toldAt === null || at >= toldAt));
  return {
    operator: { id, slug, name, kind },
    timezone: contacts[0]?.timezone ?? null,
    state: operator.state,
    serviceState: operator.serviceState,
    tlds: worstFirst(operator.tlds),
    reported: operator.reported,
    toldAt: instant(toldAt),
    seenAt: instant(own?.at ?? null),
    answeredAt: instant(answeredAt),
    silentSince: instant(silentSince(operator)),
    word: wordOf(words.at(-1)),
    contacts: mails.map(({ contactId, email, name: person, state, reason, at }) => ({
      id: contactId,
      email,
      name: person,
      state,
      reason,
      reasonCodes: reasonCodes(reason),
      at: at.toISOString(),
    })),
    call: callOf(contacts),
    stateChangedAt: operator.stateChangedAt.toISOString(),
    version: operator.version,
  };
}

const worstFirst = (tlds: OperatorRow['tlds']): OperatorRow['tlds'] =>
  IMPACT_CLASSES.flatMap((rank) =>
    tlds.filter((tld) => tld.class === rank).sort((a, b) => (a.label < b.label ? -1 : 1)),
  );

function wordOf(word: WordRow | undefined): GridWordView | null {
  if (word === undefined) return null;
  const { state, via, by, reason, at } = word;
  return { state, via, by, reason, at: at.toISOString() };
}

const commentOf = (comment: CommentRow | undefined): GridRowView['comment'] =>
  comment === undefined ? null : { text: comment.text, at: comment.at.toISOString() };

function callOf(contacts: ContactRow[]): GridRowView['call'] {
  for (const { name, role, phone, email } of contacts)
    if (phone !== null) return { name, role, phone, email };
  return null;
}

const instant = (at: Date | null) => at?.toISOString() ?? null;
