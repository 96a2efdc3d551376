import { Inject, Injectable } from '@nestjs/common';
import type { Tlp } from '#libs/contracts';
import { groupBy } from '#libs/contracts';
import type { Relation } from '#libs/access';
import { newSecret } from '#libs/access';
import type { Tx } from '#libs/database';
import {
  AffectedOperator,
  numbersKnown,
  partiesOf,
  PROMISES,
  relationOf,
  TRIAGE_RULES,
} from '#libs/incidents';
import type { Incident, Parties, Promises } from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { Contact, Operator } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { addresseesOf, DONE_STATES } from './audience.ts';
import type { Addressee } from './audience.ts';
import type { Draft } from './deliveries.service.ts';
import { NotificationFault } from './faults.ts';
import type { Notice } from './new-notice.ts';
import { MAIL_SETTINGS } from './settings.ts';
import type { MailSettings } from './settings.ts';
import { silentSince } from './silence.ts';
import { asksForAnswer, sliceVariables } from './slices/record-slice.ts';
import { kindTitle, noticeVariables } from './variables.ts';
import type { NoticeFacts } from './variables.ts';

/** One draft a contact, with what is known of whom they go to. */
export interface Drafted {
  drafts: Draft[];
  contacts: Contact[];
  operators: Operator[];
}

type Told = { incident: Incident; template: string; tlp: Tlp; body: string | null };

/** Works out who is told what in a notice, and who is not told and why. Writes nothing. */
@Injectable()
export class Drafting {
  constructor(
    private readonly directory: Directory,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
    @Inject(PROMISES) private readonly promises: Promises,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** @throws NotificationFault `notification.audience_unknown`, `notification.nobody` */
  async draft(manager: Tx, notice: Notice, now: Date): Promise<Drafted> {
    const incidentId = notice.incident.id;
    const rows = await manager.getRepository(AffectedOperator).findBy({ incidentId });
    const affected = new Map(rows.map((row) => [row.operatorId, row]));
    const operators = await this.operatorsOf(manager, notice, rows);
    const contacts = await this.directory.contactsOf(
      operators.map(({ id }) => id),
      manager,
    );
    const parties = await partiesOf(manager, incidentId);
    const numbers = await numbersKnown(manager, rows);
    const byOperator = groupBy(contacts, ({ operatorId }) => operatorId);
    const drafts = operators.flatMap((operator) => {
      const own = affected.get(operator.id);
      const facts = this.factsOf(notice, own, numbers.get(operator.id), now);
      const label = { tlp: notice.tlp, relation: relationIn(notice, parties, operator, own) };
      return addresseesOf(operator, byOperator.get(operator.id) ?? [], label, this.settings, now).map(
        (addressee) => this.draftOf(notice, facts, operator, own, addressee),
      );
    });
    return { drafts, contacts, operators };
  }

  /** The same notice for one more contact of an operator, with a link of its own. */
  async draftFor(tx: Tx, told: Told, addressee: Addressee, now: Date): Promise<Draft> {
    const operatorId = addressee.operatorId ?? '';
    const [own] = await tx
      .getRepository(AffectedOperator)
      .findBy({ incidentId: told.incident.id, operatorId });
    const [operator] = await this.directory.operatorsByIds([operatorId], tx);
    const numbers = await numbersKnown(tx, own === undefined ? [] : [own]);
    const facts = this.factsOf(told, own, numbers.get(operatorId), now);
    return this.draftOf(told, facts, operator, own, addressee);
  }

  /** With a link of its own, where an answer is asked for. */
  private draftOf(
    { template }: Pick<Told, 'template'>,
    facts: NoticeFacts,
    operator: Operator | undefined,
    own: AffectedOperator | undefined,
    addressee: Addressee,
  ): Draft {
    const token = asksForAnswer(template) ? newSecret() : null;
    const ackUrl = token === null ? '' : this.ackUrl(token);
    return {
      addressee,
      token,
      variables: {
        ...noticeVariables(facts, operator, own, addressee, ackUrl, this.settings),
        ...sliceVariables(template),
      },
    };
  }

  /** As the operator knows the incident: what it is to others is not told. */
  private factsOf(
    { incident, tlp, body }: Told,
    own: AffectedOperator | undefined,
    number: string | undefined,
    now: Date,
  ): NoticeFacts {
    return {
      incident,
      number: number ?? incident.number,
      kindTitle: kindTitle(this.rules, own?.kind ?? incident.kind),
      tlp,
      body,
      promises: this.promises,
      now,
    };
  }

  private async operatorsOf(manager: Tx, notice: Notice, affected: AffectedOperator[]): Promise<Operator[]> {
    const { audience, onlyOperators, frozenOperators, incident } = notice;
    if (frozenOperators !== null) return this.directory.operatorsByIds(frozenOperators, manager);
    if (audience.operators !== undefined) {
      const found = await this.directory.operatorsBySlugs(audience.operators, manager);
      const missing = audience.operators.filter((slug) => !found.some((operator) => operator.slug === slug));
      if (missing.length > 0) {
        throw new NotificationFault(
          'notification.audience_unknown',
          `The directory does not know ${missing.join(', ')}.`,
        );
      }
      return found;
    }
    if (audience.reporter === true) {
      const { sources } = await partiesOf(manager, incident.id);
      return this.some(manager, [...sources], 'reported it');
    }
    // Suspected by a name alone: a person decides on those first, by setting them to not_told. Whoever went on in another
    // incident is told there.
    const wanted = affected.filter(
      (row) =>
        (row.leftAt === null || incident.mergedIntoId !== null) &&
        row.state !== 'suspected' &&
        !DONE_STATES.includes(row.state) &&
        (onlyOperators?.includes(row.operatorId) ?? true) &&
        (audience.silent !== true || silentSince(row) !== null),
    );
    return this.some(
      manager,
      wanted.map(({ operatorId }) => operatorId),
      audience.silent === true ? 'is silent' : 'is affected',
    );
  }

  private async some(manager: Tx, ids: string[], what: string): Promise<Operator[]> {
    const operators = await this.directory.operatorsByIds(ids, manager);
    if (operators.length === 0)
      throw new NotificationFault(
        'notification.nobody',
        `Nobody would be told: no operator of the directory ${what}.`,
      );
    return operators;
  }

  private ackUrl(token: string): string {
    return `${this.settings.publicUrl}/ack/${token}`;
  }
}

/** Whom a person names in the audience is named; whom the service finds is what it is to the matter. */
function relationIn(
  { audience }: Notice,
  parties: Parties,
  operator: Operator,
  own: AffectedOperator | undefined,
): Relation {
  return audience.operators === undefined ? relationOf(parties, operator, own) : 'named';
}
