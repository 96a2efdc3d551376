import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { GapCountsView, GapView, PageView } from '#libs/contracts';
import { GAPS } from '#libs/contracts';
import { DirectoryGaps, gapView } from '#libs/operators';
import { Requires } from '../http/access.guard.ts';
import { namedPageOf, nameCursor, pageQuery } from '../http/paging.ts';
import { readBy, RequestRefused } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: nameCursor });

/** What is missing in the directory. For the CERT's own people: a gap says whom an attacker would find asleep. */
@ApiTags('stats')
@Controller('api/v1/stats/gaps')
export class GapsController {
  constructor(private readonly gaps: DirectoryGaps) {}

  @Get()
  @Requires('gaps.read')
  async counts(): Promise<GapCountsView> {
    return this.gaps.counts();
  }

  @Get(':gap')
  @Requires('gaps.read')
  @ApiParam({ name: 'gap', enum: GAPS })
  @QueryOf(listQuery)
  async ofOneKind(@Param('gap') name: string, @Query() query: unknown): Promise<PageView<GapView>> {
    const gap = GAPS.find((one) => one === name);
    if (gap === undefined)
      throw new RequestRefused(404, 'request.no_such_resource', `Gaps are ${GAPS.join(', ')}.`);
    return namedPageOf(
      readBy(listQuery, query),
      (limit, after) => this.gaps.page(gap, limit, after),
      ({ of }) => of,
      gapView,
    );
  }
}
