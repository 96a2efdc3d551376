import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { operatorSlug, tldLabel } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { Contact, Operator, Tld } from '#libs/operators';
import { Directory, OperatorsFault, RootZones } from '#libs/operators';
import { Caller, Requires } from './access.guard.ts';
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
    const operator = await this.find(slug);
    const tlds = await this.directory.tldsOfOperators([operator.id]);
    const view = { ...operatorView(operator), tlds: tlds.map(({ label }) => label) };
    return this.seesContacts(caller, operator)
      ? { ...view, contacts: (await this.directory.contactsOf([operator.id])).map(contactView) }
      : view;
  }

  @Get('operators/:slug/contacts')
  @Requires('directory.read')
  async contacts(@Caller() caller: Principal, @Param('slug') slug: string): Promise<unknown> {
    const operator = await this.find(slug);
    // Whom to reach at another registry is the CERT's to know.
    if (!this.seesContacts(caller, operator)) throw notFound();
    return { items: (await this.directory.contactsOf([operator.id])).map(contactView), next: null };
  }

  @Get('rootzones')
  @Requires('directory.read')
  async rootZoneVersions(): Promise<unknown> {
    return { items: await this.rootZones.summaries(), next: null };
  }

  private async find(slug: string): Promise<Operator> {
    const read = operatorSlug.safeParse(slug);
    const operator = read.success ? await this.directory.operatorBySlug(read.data) : null;
    if (operator === null) throw notFound();
    return operator;
  }

  private seesContacts(caller: Principal, operator: Operator): boolean {
    const sight = sightOf(caller);
    return sight.all || sight.operatorId === operator.id;
  }
}

const notFound = () => new OperatorsFault('operator.not_found', 'There is no such operator.');

const tldView = (tld: Tld) => ({
  label: tld.label,
  unicode: tld.unicode,
  kind: tld.kind,
  operatorId: tld.operatorId,
});

const operatorView = (operator: Operator) => ({
  id: operator.id,
  slug: operator.slug,
  name: operator.name,
  kind: operator.kind,
  country: operator.country,
});

const contactView = (contact: Contact) => ({
  id: contact.id,
  operatorId: contact.operatorId,
  email: contact.email,
  name: contact.name,
  role: contact.role,
  order: contact.callOrder,
  language: contact.language,
  timezone: contact.timezone,
  phone: contact.phone,
  encryption: contact.encryption,
  hasKey: contact.keyArmored !== null,
  undeliverableSince: contact.undeliverableSince?.toISOString() ?? null,
  undeliverableWhy: contact.undeliverableWhy,
});
