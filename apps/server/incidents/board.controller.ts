import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { BoardView, Language } from '#libs/contracts';
import { kindName, SEVERITIES, singleLine, tlp } from '#libs/contracts';
import type { Principal } from '#libs/access';
import type { BoardPlace } from '#libs/incidents';
import { Board, OPEN_STATES } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { assigneeIn, assigneeQuery } from './assignee-query.ts';
import { cursorText, cursorOf, pageQuery } from '../http/paging.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { several } from '../http/several.ts';
import { ReadersLanguage } from '../pages/visit.ts';

const boardCursor = cursorOf(
  z.tuple([z.iso.datetime({ offset: true }).or(z.literal('infinity')), z.int().min(0).max(9), z.uuid()]),
  ([at, rank, id]): BoardPlace => ({ at, rank, id }),
);

const boardQuery = z.strictObject({
  ...pageQuery,
  cursor: boardCursor,
  severity: several(SEVERITIES).optional(),
  state: several(OPEN_STATES).optional(),
  assignee: assigneeQuery,
  kind: kindName.optional(),
  tlp: tlp.optional(),
  q: singleLine(1, 200).optional().describe('Words of the title, the summary or the number.'),
  exercise: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Exercises alone, or none of them; absent: both, and the lanes count the real ones.'),
});

@ApiTags('board')
@Controller('api/v1/board')
export class BoardController {
  constructor(private readonly board: Board) {}

  /**
   * What must be done next, and by when: open incidents in the order in which our promises end, and beside them what has come
   * in and waits for a person. `due.next` is the cursor of the next page.
   */
  @Get()
  @Requires('board.read')
  @QueryOf(boardQuery)
  async look(
    @Caller() caller: Principal,
    @Query() query: unknown,
    @ReadersLanguage() language: Language,
  ): Promise<BoardView> {
    const { limit, cursor, assignee, ...filter } = readBy(boardQuery, query);
    const { due, ...board } = await this.board.look(
      { ...filter, assignee: assigneeIn(assignee, caller) },
      limit,
      language,
      cursor,
    );
    const next = due.next === null ? null : cursorText([due.next.at, due.next.rank, due.next.id]);
    return { ...board, due: { items: due.items, next } };
  }
}
