import { Inject, Injectable } from '@nestjs/common';
import type {
  BoardItemView,
  BoardView,
  IncidentState,
  Language,
  SeverityLaneView,
  OperatorCountsView,
  Severity,
  Tlp,
} from '#libs/contracts';
import { Transactions } from '#libs/database';
import { containing } from '../containing.ts';
import { OPEN_STATES } from '../state.ts';
import { BOARD } from './board.sql.ts';
import { allLanes, dueOf } from './due.ts';
import type { Outstanding } from './due.ts';
import { Fresh } from './fresh.service.ts';
import { PROMISES } from '../rules.ts';
import { promiseRows } from './promises.ts';
import type { Promises } from './promises.ts';

export interface BoardFilter {
  severity?: Severity[] | undefined;
  /** Of the open ones. */
  state?: IncidentState[] | undefined;
  kind?: string | undefined;
  tlp?: Tlp | undefined;
  /** User id; null: nobody's. */
  assignee?: string | null | undefined;
  q?: string | undefined;
  exercise?: boolean | undefined;
}

/** Where a page ended: when that incident was due, as the database wrote it, or `infinity`; how grave it was; its id. */
export interface BoardPlace {
  at: string;
  rank: number;
  id: string;
}

export interface BoardPage {
  items: BoardItemView[];
  next: BoardPlace | null;
}

interface ItemRow extends Outstanding, Omit<BoardItemView, 'openedAt' | 'assignee' | 'due'> {
  opened_at: string;
  assignee_id: string | null;
  assignee: string | null;
  operators: OperatorCountsView;
  due_at: string;
  rank: number;
}

/** What the people on duty must do next, and by when. Reckoned from what is outstanding, each time it is asked. */
@Injectable()
export class Board {
  constructor(
    private readonly transactions: Transactions,
    private readonly fresh: Fresh,
    @Inject(PROMISES) private readonly promises: Promises,
  ) {}

  async look(
    filter: BoardFilter,
    limit: number,
    language: Language,
    after?: BoardPlace,
  ): Promise<Omit<BoardView, 'due'> & { due: BoardPage }> {
    const [due, fresh, waiting] = await Promise.all([
      this.due(filter, limit, language, after),
      this.fresh.incidents(),
      this.fresh.reports(),
    ]);
    return { now: due.now, lanes: due.lanes, due: due.page, fresh, ...waiting };
  }

  private async due(
    filter: BoardFilter,
    limit: number,
    language: Language,
    after?: BoardPlace,
  ): Promise<{ now: string; lanes: SeverityLaneView[]; page: BoardPage }> {
    const [found] = await this.transactions.reader.query<
      { now: Date; lanes: SeverityLaneView[]; items: ItemRow[] }[]
    >(BOARD, [
      JSON.stringify(promiseRows(this.promises)),
      OPEN_STATES,
      filter.state ?? null,
      filter.kind ?? null,
      filter.tlp ?? null,
      filter.q === undefined ? null : containing(filter.q),
      filter.exercise ?? null,
      filter.assignee ?? null,
      filter.assignee === null,
      filter.severity ?? null,
      after?.at ?? null,
      after?.rank ?? null,
      after?.id ?? null,
      // One more than is shown, to know whether there is a next page.
      limit + 1,
      after !== undefined,
    ]);
    if (found === undefined) throw new Error('the board told nothing');
    const { now, lanes, items } = found;
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    const next = items.length > limit && last !== undefined ? placeOf(last) : null;
    return {
      now: now.toISOString(),
      lanes: allLanes(lanes),
      page: { items: shown.map((row) => this.itemOf(row, language)), next },
    };
  }

  private itemOf(row: ItemRow, language: Language): BoardItemView {
    const { triage, first_notice, answers } = row;
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      state: row.state,
      severity: row.severity,
      tlp: row.tlp,
      kind: row.kind,
      assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee ?? '' },
      exercise: row.exercise,
      confirmed: row.confirmed,
      openedAt: new Date(row.opened_at).toISOString(),
      version: row.version,
      operators: row.operators,
      silent: row.silent,
      due: dueOf(this.promises, row.severity, { triage, first_notice, answers }, language),
    };
  }
}

const placeOf = ({ due_at: at, rank, id }: ItemRow): BoardPlace => ({ at, rank, id });
