import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { OperatorView, TldView } from '#libs/contracts';
import { tldLabel } from '#libs/contracts';
import type { Principal } from '#libs/access';
import type { Operator, Tld } from '#libs/operators';
import { contactView, Directory, OperatorsFault, RootZones } from '#libs/operators';
import { Caller, Requires } from './access.guard.ts';
import { operatorBySlug, operatorSeenBy, sees } from './operator-by-slug.ts';
import { namedPageOf, nameCursor, pageQuery } from './paging.ts';
import { readBy } from './problem.ts';
import { QueryOf } from './query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: nameCursor });

@ApiTags('directory')
@Controller('api/v1')
export class DirectoryController {
  constructor(
    private readonly directory: Directory,
    private readonly rootZones: RootZones,
  ) {}

  @Get('tlds')
  @Requires('directory.read')
  @QueryOf(listQuery)
  async tlds(@Query() query: unknown): Promise<unknown> {
    return namedPageOf(
      readBy(listQuery, query),
      (limit, after) => this.directory.tldsPage(limit, after),
      ({ label }) => label,
      tldView,
    );
  }

  /** By A-label or U-label. A TLD that the root zone delegates and nobody claims is shown without operator. */
  @Get('tlds/:label')
  @Requires('directory.read')
  async tld(@Param('label') label: string): Promise<unknown> {
    const read = tldLabel.safeParse(label);
    const found = read.success ? await this.directory.tld(read.data) : null;
    if (found !== null) return tldView(found);
    throw new OperatorsFault(
      'tld.not_found',
      'There is no such top-level domain in the directory or the root zone.',
    );
  }

  @Get('operators')
  @Requires('directory.read')
  @QueryOf(listQuery)
  async operators(@Query() query: unknown): Promise<unknown> {
    return namedPageOf(
      readBy(listQuery, query),
      (limit, after) => this.directory.operatorsPage(limit, after),
      ({ slug }) => slug,
      operatorView,
    );
  }

  @Get('operators/:slug')
  @Requires('directory.read')
  async operator(@Caller() caller: Principal, @Param('slug') slug: string): Promise<unknown> {
    const operator = await operatorBySlug(this.directory, slug);
    const tlds = await this.directory.tldsOfOperators([operator.id]);
    const view = { ...operatorView(operator), tlds: tlds.map(({ label }) => label) };
    return sees(caller, operator.id)
      ? { ...view, contacts: (await this.directory.contactsOf([operator.id])).map(contactView) }
      : view;
  }

  @Get('operators/:slug/contacts')
  @Requires('directory.read')
  async contacts(@Caller() caller: Principal, @Param('slug') slug: string): Promise<unknown> {
    const operator = await operatorSeenBy(this.directory, caller, slug);
    return { items: (await this.directory.contactsOf([operator.id])).map(contactView), next: null };
  }

  @Get('rootzones')
  @Requires('directory.read')
  async rootZoneVersions(): Promise<unknown> {
    return { items: await this.rootZones.summaries(), next: null };
  }
}

const tldView = (tld: Tld): TldView => ({
  label: tld.label,
  unicode: tld.unicode,
  kind: tld.kind,
  operatorId: tld.operatorId,
});

const operatorView = (operator: Operator): OperatorView => ({
  id: operator.id,
  slug: operator.slug,
  name: operator.name,
  kind: operator.kind,
  country: operator.country,
});
