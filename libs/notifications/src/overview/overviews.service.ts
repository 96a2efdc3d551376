import { Inject, Injectable } from '@nestjs/common';
import type { IncidentOverviewView, Language } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { Incident, Promises } from '#libs/incidents';
import {
  dueOf,
  legalTransitions,
  needsReason,
  OPEN_STATES,
  PROMISES,
  staffIncidentView,
} from '#libs/incidents';
import { figuresOf } from './figures.ts';
import { gridOf } from './grid.ts';
import { outstandingOf } from './outstanding.ts';
import {
  contactsIn,
  lastComments,
  lastMails,
  operatorsIn,
  proposedIn,
  strandsOf,
  summaryOf,
  wordsIn,
} from './queries.ts';

/** Where an incident stands: what was told to whom, who has answered what, and who is silent. */
@Injectable()
export class Overviews {
  constructor(
    private readonly transactions: Transactions,
    @Inject(PROMISES) private readonly promises: Promises,
  ) {}

  /** Eight statements, however many operators and entries there are. */
  async of(incident: Incident, language: Language): Promise<IncidentOverviewView> {
    const { reader } = this.transactions;
    const { id, state, assigneeId } = incident;
    const strands = await strandsOf(reader, id);
    const [operators, mails, words, comments, contacts, proposed, summary] = await Promise.all([
      operatorsIn(reader, id, state === 'duplicate'),
      lastMails(reader, strands),
      wordsIn(reader, strands),
      lastComments(reader, strands),
      contactsIn(reader, id),
      proposedIn(reader, id),
      summaryOf(reader, strands),
    ]);
    const known = { operators, mails, words, comments, contacts, proposed };
    const grid = gridOf(known, !OPEN_STATES.includes(state));
    const { now, awareAt, assigneeName, ...counts } = summary;
    return {
      incident: staffIncidentView(incident),
      asOf: now.toISOString(),
      assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
      transitions: legalTransitions(state).map((to) => ({ to, needsReason: needsReason(state, to) })),
      awareAt: (awareAt ?? incident.openedAt).toISOString(),
      due: dueOf(this.promises, incident.severity, outstandingOf(incident, operators), language),
      figures: figuresOf(grid),
      counts,
      grid,
    };
  }
}
