import { Injectable } from '@nestjs/common';
import type { IncidentOverviewView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { Incident } from '#libs/incidents';
import { legalTransitions, needsReason, OPEN_STATES, staffIncidentView } from '#libs/incidents';
import { figuresOf } from './figures.ts';
import { gridOf } from './grid.ts';
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
  constructor(private readonly transactions: Transactions) {}

  /** Eight statements, however many operators and entries there are. */
  async of(incident: Incident): Promise<IncidentOverviewView> {
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
      figures: figuresOf(grid),
      counts,
      grid,
    };
  }
}
