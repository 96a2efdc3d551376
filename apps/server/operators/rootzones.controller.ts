import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { PageView, RootZoneDifferenceView, RootZoneView } from '#libs/contracts';
import { differenceOf, differenceView, OperatorsFault, RootZones } from '#libs/operators';
import { Requires } from '../http/access.guard.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const MOST = 'must be a number from 1 to 1000';
const differenceQuery = z.strictObject({
  limit: z.coerce
    .number({ error: MOST })
    .int()
    .min(1, MOST)
    .max(1_000, MOST)
    .default(100)
    .describe('How many of each list are shown; the counts are of all.'),
});

/** Versions of the root zone that were imported, and what changed between two. */
@ApiTags('directory')
@Controller('api/v1/rootzones')
export class RootZonesController {
  constructor(private readonly rootZones: RootZones) {}

  /** Newest first. */
  @Get()
  @Requires('directory.read')
  async versions(): Promise<PageView<RootZoneView>> {
    const items = (await this.rootZones.summaries()).map((summary) => ({
      ...summary,
      importedAt: summary.importedAt.toISOString(),
    }));
    return { items, next: null };
  }

  /** What changed from version `a` to version `b`, by their serials. What looks like a takeover comes first. */
  @Get(':a/difference/:b')
  @Requires('directory.read')
  @QueryOf(differenceQuery)
  async difference(
    @Param('a') a: string,
    @Param('b') b: string,
    @Query() query: unknown,
  ): Promise<RootZoneDifferenceView> {
    const { limit } = readBy(differenceQuery, query);
    const older = await this.rootZones.zone(serialOf(a));
    const newer = await this.rootZones.zone(serialOf(b));
    return differenceView(differenceOf(older, newer), limit);
  }
}

/** RFC 1982: 32 bits. What is none names no version. */
function serialOf(text: string): number {
  const serial = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (serial < 2 ** 32) return serial;
  throw new OperatorsFault('rootzone.unknown_serial', 'No such root zone was imported.');
}
