import { Inject, Injectable } from '@nestjs/common';
import type { CallParty, LadderStep, StepOutcome } from '#libs/contracts';
import type { Tx } from '#libs/database';
import { NextContacts } from '#libs/notifications';
import type { NewEntry } from '#libs/timeline';
import { Calls } from './calls/calls.service.ts';
import { calleeOf } from './calls/parties.ts';
import type { IncidentFacts } from './facts.ts';
import type { Rung } from './ladder/standing.ts';
import type { OurPeople } from './paging/duty-people.service.ts';
import { pageWordsOf } from './paging/page-words.ts';
import type { Pageable } from './paging/people.ts';
import { Pager } from './paging/pager.service.ts';
import type { PageRow } from './paging/pager.service.ts';
import type { DeadlineRow } from './rows.ts';
import { PAGING_SETTINGS } from './settings.ts';
import type { PagingSettings } from './settings.ts';

/** What came of a step. */
export interface Climbed {
  outcome: StepOutcome;
  /** By name. */
  told: string[];
  /** Of what else it did. */
  entries: NewEntry[];
  /** To be written with those of all others. */
  pages: PageRow[];
}

const LEFT_OUT: Climbed = { outcome: 'left_out', told: [], entries: [], pages: [] };

/** Climbs one step of a ladder: mails the next contact, asks for a call, or pages our own people. */
@Injectable()
export class Climbing {
  constructor(
    private readonly nextContacts: NextContacts,
    private readonly calls: Calls,
    private readonly pager: Pager,
    @Inject(PAGING_SETTINGS) private readonly settings: PagingSettings,
  ) {}

  /**
   * In the transaction that writes down that it was climbed; what goes out goes out after its commit.
   * @param ours looks up whom of ours there is to page
   */
  async climb(
    tx: Tx,
    facts: IncidentFacts,
    row: DeadlineRow,
    rung: Rung,
    ours: () => Promise<OurPeople>,
    now: Date,
  ): Promise<Climbed> {
    if (row.exercise) return { outcome: 'exercise', told: [], entries: [], pages: [] };
    const steps: Record<LadderStep, () => Promise<Climbed>> = {
      duty: async () => this.page(facts, row, rung, (await ours()).onDuty, await ours(), now),
      lead: async () => this.page(facts, row, rung, (await ours()).leads, await ours(), now),
      next_contact: () => this.nextContact(tx, row, now),
      backend: () => this.call(tx, row, 'backend', now),
      national_cert: () => this.call(tx, row, 'national_cert', now),
    };
    return steps[rung.step]();
  }

  private async nextContact(tx: Tx, row: DeadlineRow, now: Date): Promise<Climbed> {
    if (row.operatorId === null) return LEFT_OUT;
    const told = await this.nextContacts.tell(tx, row.incidentId, row.operatorId, now);
    if (told !== null) return { outcome: 'told', told: [told.contact], entries: told.entries, pages: [] };
    return this.call(tx, row, 'contact', now);
  }

  private async call(tx: Tx, row: DeadlineRow, party: CallParty, now: Date): Promise<Climbed> {
    if (row.operatorId === null) return LEFT_OUT;
    const callee = await calleeOf(tx, party, row.operatorId);
    if (callee === null) return LEFT_OUT;
    const about = { incidentId: row.incidentId, deadlineId: row.id, operatorId: row.operatorId };
    await this.calls.ask(tx, about, callee, row.words.why, now);
    return { outcome: 'called', told: [callee.name], entries: [], pages: [] };
  }

  private page(
    incident: IncidentFacts,
    row: DeadlineRow,
    rung: Rung,
    people: Pageable[],
    { zone }: OurPeople,
    now: Date,
  ): Climbed {
    const { publicUrl } = this.settings;
    const about = { incidentId: row.incidentId, deadlineId: row.id };
    const said = { incident, row, rung, zone, publicUrl, now };
    const { pages, told } = this.pager.pagesTo(about, people, (language) => pageWordsOf(said, language), now);
    return { outcome: told.length === 0 ? 'nobody' : 'told', told, entries: [], pages };
  }
}
