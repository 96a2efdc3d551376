import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { ContactChangeView } from '#libs/contracts';
import { changeCallBack, changeConfirmation, changeReason, CONTACT_CHANGE_STATES } from '#libs/contracts';
import type { ContactChange } from '#libs/operators';
import { contactChangeView, ContactChanges, Directory } from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { operatorSeenBy } from './operator-by-slug.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import type { Page } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  state: z.enum(CONTACT_CHANGE_STATES).optional(),
});

/** Changes of contacts and keys that wait for a second word, and what became of them. */
@ApiTags('directory')
@Controller('api/v1')
export class ContactChangesController {
  constructor(
    private readonly directory: Directory,
    private readonly changes: ContactChanges,
  ) {}

  @Get('operators/:slug/contact-changes')
  @Requires('contact_change.read')
  @QueryOf(listQuery)
  async ofOperator(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Query() query: unknown,
  ): Promise<unknown> {
    const operator = await operatorSeenBy(this.directory, caller, slug);
    return this.page(caller, query, operator.id);
  }

  @Get('contact-changes')
  @Requires('contact_change.read_all')
  @QueryOf(listQuery)
  async all(@Caller() caller: Principal, @Query() query: unknown): Promise<unknown> {
    return this.page(caller, query);
  }

  private async page(caller: Principal, query: unknown, operatorId?: string): Promise<Page<unknown>> {
    const { state, ...page } = readBy(listQuery, query);
    return pageOf(
      page,
      ({ limit, after }) =>
        this.changes.page({ state, ...(operatorId === undefined ? {} : { operatorId }) }, limit, after),
      ({ askedAt, id }) => ({ at: askedAt, id }),
      (change) => this.view(caller, change),
    );
  }

  @Get('contact-changes/:id')
  @Requires('contact_change.read')
  async one(@Caller() caller: Principal, @Param('id') id: string): Promise<unknown> {
    return this.view(caller, await this.changes.find(caller, readId(id)));
  }

  /** The challenge, signed by a key that a contact of the operator has at present. */
  @Post('contact-changes/:id/confirmation')
  @HttpCode(200)
  @Requires('contact_change.confirm')
  @ApiBody({ schema: schemaOf(changeConfirmation) })
  async confirm(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const change = await this.changes.find(caller, readId(id));
    const { signature } = readBy(changeConfirmation, body);
    return this.view(caller, await this.changes.confirmBySignature(caller, change.id, signature));
  }

  @Post('contact-changes/:id/call-back')
  @HttpCode(200)
  @Requires('contact_change.call_back')
  @ApiBody({ schema: schemaOf(changeCallBack) })
  async callBack(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const given = readBy(changeCallBack, body);
    return this.view(caller, await this.changes.confirmByCallBack(caller, readId(id), given));
  }

  @Post('contact-changes/:id/freeze-override')
  @HttpCode(200)
  @Requires('contact_change.override')
  @ApiBody({ schema: schemaOf(changeReason) })
  async override(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const { reason } = readBy(changeReason, body);
    return this.view(caller, await this.changes.overrideFreeze(caller, readId(id), reason));
  }

  @Post('contact-changes/:id/refusal')
  @HttpCode(200)
  @Requires('contact.edit')
  @ApiBody({ schema: schemaOf(changeReason) })
  async withdraw(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<unknown> {
    const change = await this.changes.find(caller, readId(id));
    const { reason } = readBy(changeReason, body);
    return this.view(caller, await this.changes.withdraw(caller, change.id, reason));
  }

  private view(caller: Principal, change: ContactChange): ContactChangeView {
    return contactChangeView(change, sightOf(caller).all);
  }
}
