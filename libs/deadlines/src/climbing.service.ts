import { Inject, Injectable } from '@nestjs/common';
import type { CallParty, LadderStep, StepOutcome } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { NextContacts } from '#libs/notifications';
import type { NewEntry } from '#libs/timeline';
import { Calls } from './calls/calls.service.ts';
import { calleeOf } from './calls/parties.ts';
import type { IncidentFacts } from './facts.ts';
import type { Rung } from './ladder/standing.ts';
import { leads, pageable } from './paging/people.ts';
import type { Pageable } from './paging/people.ts';
import { Pager } from './paging/pager.service.ts';
import type { DeadlineRow } from './rows.ts';
import { DutyRota } from './rota/rota.service.ts';
import { PAGING_SETTINGS } from './settings.ts';
import type { PagingSettings } from './settings.ts';
import { inWords } from './words/in-words.ts';
import type { Said } from './words/sentence.ts';

/** What came of a step. */
export interface Climbed {
  outcome: StepOutcome;
  /** By name. */
  told: string[];
  /** Of what else it did. */
  entries: NewEntry[];
}

const LEFT_OUT: Climbed = { outcome: 'left_out', told: [], entries: [] };

/** Climbs one step of a ladder: mails the next contact, asks for a call, or pages our own people. */
@Injectable()
export class Climbing {
  constructor(
    private readonly nextContacts: NextContacts,
    private readonly calls: Calls,
    private readonly rota: DutyRota,
    private readonly pager: Pager,
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  /** In the transaction that writes down that it was climbed; what goes out goes out after its commit. */
  async climb(tx: Tx, facts: IncidentFacts, row: DeadlineRow, rung: Rung, now: Date): Promise<Climbed> {
    if (row.exercise) return { outcome: 'exercise', told: [], entries: [] };
    const steps: Record<LadderStep, () => Promise<Climbed>> = {
      duty: async () => this.page(tx, facts, row, rung, await this.peopleOnDuty(tx, now), now),
      lead: async () => this.page(tx, facts, row, rung, await leads(tx), now),
      next_contact: () => this.nextContact(tx, row, now),
      backend: () => this.call(tx, row, 'backend', now),
      national_cert: () => this.call(tx, row, 'national_cert', now),
    };
    return steps[rung.step]();
  }

  /** Where nobody is on duty, the leads are. */
  private async peopleOnDuty(tx: Tx, now: Date): Promise<Pageable[]> {
    const shift = await this.rota.onDuty(tx, now);
    const people = shift === null ? [] : await pageable(tx, [shift.userId]);
    return people.length > 0 ? people : leads(tx);
  }

  private async nextContact(tx: Tx, row: DeadlineRow, now: Date): Promise<Climbed> {
    if (row.operatorId === null) return LEFT_OUT;
    const told = await this.nextContacts.tell(tx, row.incidentId, row.operatorId, now);
    if (told !== null) return { outcome: 'told', told: [told.contact], entries: told.entries };
    return this.call(tx, row, 'contact', now);
  }

  private async call(tx: Tx, row: DeadlineRow, party: CallParty, now: Date): Promise<Climbed> {
    if (row.operatorId === null) return LEFT_OUT;
    const callee = await calleeOf(tx, party, row.operatorId);
    if (callee === null) return LEFT_OUT;
    const about = { incidentId: row.incidentId, deadlineId: row.id, operatorId: row.operatorId };
    await this.calls.ask(tx, about, callee, row.words.why, now);
    return { outcome: 'called', told: [callee.name], entries: [] };
  }

  private async page(
    tx: Tx,
    { number, severity }: IncidentFacts,
    row: DeadlineRow,
    { why }: Rung,
    people: Pageable[],
    now: Date,
  ): Promise<Climbed> {
    const state: Said = why ?? { code: row.deadlineAt <= now ? 'overdue' : 'dueSoon' };
    const at = row.deadlineAt.toISOString();
    const told = await this.pager.page(
      tx,
      { incidentId: row.incidentId, deadlineId: row.id },
      people,
      (language) => ({
        title: inWords({ code: 'pageTitle', values: { severity, number } }, language),
        text: inWords(
          { code: 'pageText', values: { kind: row.kind, state: inWords(state, language), at } },
          language,
        ),
        url: `${this.settings.publicUrl}/console/incidents/${row.incidentId}`,
      }),
      now,
    );
    return { outcome: told.length === 0 ? 'nobody' : 'told', told, entries: [] };
  }
}
