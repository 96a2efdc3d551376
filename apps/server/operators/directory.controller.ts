import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type {
  ContactView,
  OperatorDetailView,
  OperatorListView,
  PageView,
  TldDetailView,
  TldView,
} from '#libs/contracts';
import { countryCode, OPERATOR_KINDS, operatorSlug, singleLine, TLD_KINDS, tldLabel } from '#libs/contracts';
import type { Principal } from '#libs/access';
import {
  contactView,
  Directory,
  DirectoryGaps,
  DirectorySearch,
  operatorGapView,
  operatorListView,
  OperatorsFault,
  operatorView,
  RootZones,
  tldDetailView,
  tldView,
} from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { operatorBySlug, operatorSeenBy, sees } from './operator-by-slug.ts';
import { pageQuery, rankedCursor, rankedPageOf } from '../http/paging.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = { ...pageQuery, cursor: rankedCursor };
const tldsQuery = z.strictObject({
  ...listQuery,
  q: singleLine(1, 100)
    .optional()
    .describe(
      'Words, each of which is found in the label, the U-label, or the name or slug of the operator.',
    ),
  kind: z.enum(TLD_KINDS, { error: `must be one of ${TLD_KINDS.join(', ')}` }).optional(),
  operator: operatorSlug.optional().describe('Slug of who runs it.'),
});
const operatorsQuery = z.strictObject({
  ...listQuery,
  q: singleLine(1, 100)
    .optional()
    .describe('Words, each of which is found in the slug, the name, the country or a TLD in either form.'),
  kind: z.enum(OPERATOR_KINDS, { error: `must be one of ${OPERATOR_KINDS.join(', ')}` }).optional(),
  country: countryCode.optional(),
});

@ApiTags('directory')
@Controller('api/v1')
export class DirectoryController {
  constructor(
    private readonly directory: Directory,
    private readonly search: DirectorySearch,
    private readonly gaps: DirectoryGaps,
    private readonly rootZones: RootZones,
  ) {}

  /** In the order of labels; with `q` what is found best comes first. */
  @Get('tlds')
  @Requires('directory.read')
  @QueryOf(tldsQuery)
  async tlds(@Query() query: unknown): Promise<PageView<TldView>> {
    const { limit, cursor, ...filter } = readBy(tldsQuery, query);
    const index = await this.rootZones.index();
    return rankedPageOf(
      { limit, cursor },
      (page) => this.search.tlds(filter, page),
      ({ label }) => label,
      (row) => tldView(row, index),
    );
  }

  /** By A-label or U-label. A TLD that the root zone delegates and nobody claims is shown without operator. */
  @Get('tlds/:label')
  @Requires('directory.read')
  async tld(@Param('label') label: string): Promise<TldDetailView> {
    const read = tldLabel.safeParse(label);
    const found = read.success ? await this.search.tld(read.data) : null;
    if (found !== null) return tldDetailView(found, await this.rootZones.index());
    throw new OperatorsFault(
      'tld.not_found',
      'There is no such top-level domain in the directory or the root zone.',
    );
  }

  /** In the order of slugs; with `q` what is found best comes first. */
  @Get('operators')
  @Requires('directory.read')
  @QueryOf(operatorsQuery)
  async operators(@Query() query: unknown): Promise<PageView<OperatorListView>> {
    const { limit, cursor, ...filter } = readBy(operatorsQuery, query);
    return rankedPageOf(
      { limit, cursor },
      (page) => this.search.operators(filter, page),
      ({ slug }) => slug,
      operatorListView,
    );
  }

  @Get('operators/:slug')
  @Requires('directory.read')
  async operator(@Caller() caller: Principal, @Param('slug') slug: string): Promise<OperatorDetailView> {
    const operator = await operatorBySlug(this.directory, slug);
    const tlds = await this.directory.tldsOfOperators([operator.id]);
    const view = { ...operatorView(operator), tlds: tlds.map(({ label }) => label) };
    if (!sees(caller, operator.id)) return view;
    const contacts = await this.directory.contactsOf([operator.id]);
    const gaps = await this.gaps.ofOperator(operator.id);
    return { ...view, contacts: contacts.map(contactView), gaps: gaps.map(operatorGapView) };
  }

  @Get('operators/:slug/contacts')
  @Requires('directory.read')
  async contacts(@Caller() caller: Principal, @Param('slug') slug: string): Promise<PageView<ContactView>> {
    const operator = await operatorSeenBy(this.directory, caller, slug);
    return { items: (await this.directory.contactsOf([operator.id])).map(contactView), next: null };
  }
}
