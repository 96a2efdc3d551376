import { Injectable } from '@nestjs/common';
import type { ThreadView } from '#libs/contracts';
import { Transactions } from '#libs/database';
import type { Incident } from '#libs/incidents';
import { Contact, Operator, OperatorsFault } from '#libs/operators';
import { contactsById } from '../surroundings.ts';
import { filesOf, isPartOf, mailsOf, notesOf, reportsOf, statesOf, strandOf } from './queries.ts';
import { threadOf } from './thread.ts';

/** What was said between us and one operator in an incident: our mails with what became of each, and its words by every way. */
@Injectable()
export class Threads {
  constructor(private readonly transactions: Transactions) {}

  /** @throws OperatorsFault `operator.not_found` also where the operator has no part in the incident */
  async of(incident: Incident, operatorId: string): Promise<ThreadView> {
    const { reader } = this.transactions;
    const operator = await reader.getRepository(Operator).findOneBy({ id: operatorId });
    const strand = await strandOf(reader, incident.id, operatorId);
    if (operator === null || !(await isPartOf(reader, strand)))
      throw new OperatorsFault('operator.not_found', 'This operator has no part in the incident.');
    const mails = await mailsOf(reader, strand);
    const [contacts, reports, notes, files, states, timezone] = await Promise.all([
      contactsById(reader, [...new Set(mails.deliveries.flatMap(({ contactId }) => contactId ?? []))]),
      reportsOf(reader, strand),
      notesOf(reader, strand),
      filesOf(reader, strand),
      statesOf(reader, strand),
      this.zoneOf(operatorId),
    ]);
    return {
      operator: { id: operator.id, slug: operator.slug, name: operator.name },
      timezone,
      items: threadOf({ mails, contacts, operator, reports, notes, files, states }),
      next: null,
    };
  }

  private async zoneOf(operatorId: string): Promise<string | null> {
    const first = await this.transactions.reader
      .getRepository(Contact)
      .createQueryBuilder('c')
      .where('c.operator_id = :operatorId AND c.removed_at IS NULL', { operatorId })
      .orderBy('c.call_order')
      .addOrderBy('c.email')
      .getOne();
    return first?.timezone ?? null;
  }
}
