import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { newInvitation } from '#libs/contracts';
import type { InvitationView, PageView } from '#libs/contracts';
import type { Invitation, Principal } from '#libs/access';
import { actingAs, Invitations } from '#libs/access';
import { Directory } from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { operatorNames } from '../operators/operator-names.ts';
import { operatorNamed } from '../operators/operator-named.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: placeCursor });

/**
 * Leads invite, for every role. An operator's person who wants a colleague here asks the CERT: who speaks for a TLD is for
 * the CERT to check, and a stolen account of one operator must not make others.
 */
@ApiTags('people')
@Controller('api/v1/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly directory: Directory,
  ) {}

  /** The link goes by mail alone, to the address that is invited. */
  @Post()
  @Requires('user.manage')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(newInvitation) })
  async invite(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<InvitationView> {
    const { operator, ...given } = readBy(newInvitation, body);
    const invitation = await this.invitations.invite(actingAs(caller, request.ip), {
      ...given,
      operator: await operatorNamed(this.directory, operator),
    });
    return invitationView(await operatorNames(this.directory, [invitation]))(invitation);
  }

  @Get()
  @Requires('user.manage')
  @QueryOf(listQuery)
  async list(@Query() query: unknown): Promise<PageView<InvitationView>> {
    const { items, next } = await pageOf(
      readBy(listQuery, query),
      ({ limit, after }) => this.invitations.list({ limit, afterId: after?.id }),
      ({ createdAt, id }) => ({ at: createdAt, id }),
      (invitation) => invitation,
    );
    return { items: items.map(invitationView(await operatorNames(this.directory, items))), next };
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('user.manage')
  async revoke(@Caller() caller: Principal, @Param('id') id: string, @Req() request: Request): Promise<void> {
    await this.invitations.revoke(actingAs(caller, request.ip), readId(id));
  }
}

const invitationView =
  (nameOf: Awaited<ReturnType<typeof operatorNames>>) =>
  (invitation: Invitation): InvitationView => ({
    id: invitation.id,
    email: invitation.email,
    name: invitation.name,
    role: invitation.role,
    operatorId: invitation.operatorId,
    operator: nameOf(invitation.operatorId),
    invitedBy: invitation.invitedBy,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
    state: invitation.state,
  });
