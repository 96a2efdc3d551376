import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { DrillDetailView, DrillOperatorView, DrillView, PageView } from '#libs/contracts';
import { DRILL_STANDINGS, newDrill, REGIONS } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { drillDetailView, DrillResults, Drills, drillView } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { namedPageOf, nameCursor, pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: placeCursor });
const operatorsQuery = z.strictObject({
  ...pageQuery,
  cursor: nameCursor,
  standing: z.enum(DRILL_STANDINGS).optional(),
  region: z.enum(REGIONS).optional(),
});

/** Reachability drills: who can be reached, before it matters. */
@ApiTags('drills')
@Controller('api/v1/drills')
export class DrillsController {
  constructor(
    private readonly drills: Drills,
    private readonly results: DrillResults,
  ) {}

  @Get()
  @Requires('drill.read')
  @QueryOf(listQuery)
  async list(@Query() query: unknown): Promise<PageView<DrillView>> {
    return pageOf(
      readBy(listQuery, query),
      (page) => this.results.list(page),
      ({ drill: { askedAt, id } }) => ({ at: askedAt, id }),
      drillView,
    );
  }

  /** It goes out at once, or waits for a second person where it goes to many. */
  @Post()
  @Requires('drill.start')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(newDrill) })
  async start(@Caller() caller: Principal, @Body() body: unknown): Promise<DrillDetailView> {
    const { id } = await this.drills.ask(caller, readBy(newDrill, body));
    return drillDetailView(await this.results.one(id));
  }

  @Get(':id')
  @Requires('drill.read')
  async one(@Param('id') id: string): Promise<DrillDetailView> {
    return drillDetailView(await this.results.one(readId(id)));
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Requires('drill.approve')
  @OncePerKey()
  async approve(@Caller() caller: Principal, @Param('id') id: string): Promise<DrillDetailView> {
    await this.drills.approve(caller, readId(id));
    return drillDetailView(await this.results.one(readId(id)));
  }

  @Get(':id/operators')
  @Requires('drill.read')
  @QueryOf(operatorsQuery)
  async operators(@Param('id') id: string, @Query() query: unknown): Promise<PageView<DrillOperatorView>> {
    const { standing, region, ...page } = readBy(operatorsQuery, query);
    return namedPageOf(
      page,
      (limit, after) => this.results.operators(readId(id), { standing, region }, limit, after),
      ({ operator: { slug } }) => slug,
      (one) => one,
    );
  }
}
