import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { MonthOfThreats } from '#libs/evidence';
import { FEWEST_OPERATORS, Threats } from '#libs/evidence';
import { Caller, Requires } from '../http/access.guard.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const MONTHS = 'must be a number from 1 to 60';
const query = z.strictObject({
  months: z.coerce
    .number({ error: MONTHS })
    .int()
    .min(1, MONTHS)
    .max(60, MONTHS)
    .default(12)
    .describe('How many, back from now.'),
});

@ApiTags('stats')
@Controller('api/v1/stats')
export class StatsController {
  constructor(private readonly threats: Threats) {}

  /**
   * Incidents by kind, severity and month; exercises never count. Responders see all. Observers see whole months, and in
   * them what stands for at least five operators; `fewest` says so, `other` is what is not shown one by one.
   */
  @Get('threats')
  @Requires('stats.read')
  @QueryOf(query)
  async byMonth(@Caller() caller: Principal, @Query() given: unknown): Promise<unknown> {
    const sight = sightOf(caller);
    const items = await this.threats.byMonth(sight, readBy(query, given).months);
    return { fewest: sight.all ? 1 : FEWEST_OPERATORS, items: items.map(view), next: null };
  }
}

const view = ({ month, cells, other, total }: MonthOfThreats) => ({ month, cells, other, total });
