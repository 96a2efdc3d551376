import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { LeadUserView, PersonView } from '#libs/contracts';
import { deactivation, ROLES, singleLine, userEdit } from '#libs/contracts';
import type { Principal, User } from '#libs/access';
import { actingAs, Departures, Users, userView } from '#libs/access';
import { Directory } from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { IfMatch } from '../http/if-match.ts';
import { readId } from '../http/ids.ts';
import { operatorNames } from '../operators/operator-names.ts';
import { operatorNamed } from '../operators/operator-named.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  q: singleLine(1, 200).optional().describe('Anywhere in the name; for leads in the address as well.'),
  role: z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` }).optional(),
});

/** People with an account. A lead sees all, a responder the staff, an operator its own people. */
@ApiTags('people')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly departures: Departures,
    private readonly directory: Directory,
  ) {}

  @Get()
  @Requires('user.read')
  @QueryOf(listQuery)
  async list(@Caller() caller: Principal, @Query() query: unknown): Promise<unknown> {
    const { q, role, ...page } = readBy(listQuery, query);
    const { items, next } = await pageOf(
      page,
      ({ limit, after }) => this.users.list(caller, { limit, afterId: after?.id, q, role }),
      ({ createdAt, id }) => ({ at: createdAt, id }),
      (user) => userView(caller, user),
    );
    return { items: await this.withOperators(items), next };
  }

  /** For whoever sees which operator somebody belongs to. */
  private async withOperators(views: UserView[]): Promise<(UserView | PersonView)[]> {
    const belonging = views.filter(isWhole);
    const nameOf = await operatorNames(this.directory, belonging);
    return views.map((view) => (isWhole(view) ? { ...view, operator: nameOf(view.operatorId) } : view));
  }

  @Get(':id')
  @Requires('user.read')
  async one(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    return this.answer(caller, await this.users.find(caller, readId(id)), response);
  }

  /** Whose role or operator changes signs in anew, and their tokens end. */
  @Patch(':id')
  @Requires('user.manage')
  @ApiBody({ schema: schemaOf(userEdit) })
  @IfMatch()
  async edit(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const present = await this.users.find(caller, readId(id));
    const { operator, ...given } = readBy(userEdit, body);
    const version = versionOf(ifMatch, present.version, 'user');
    const operatorId = (await operatorNamed(this.directory, operator))?.id;
    const acting = actingAs(caller, request.ip);
    return this.answer(
      caller,
      await this.users.change(acting, present.id, version, { ...given, operatorId }),
      response,
    );
  }

  /** Sessions and tokens end at once; what they did stays in the record under their name. */
  @Post(':id/deactivation')
  @HttpCode(200)
  @Requires('user.manage')
  @ApiBody({ schema: schemaOf(deactivation) })
  async deactivate(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const { reason } = readBy(deactivation, body);
    const user = await this.departures.deactivate(actingAs(caller, request.ip), readId(id), reason);
    return this.answer(caller, user, response);
  }

  /** Opens the account again; sessions and tokens that were ended stay so. */
  @Delete(':id/deactivation')
  @Requires('user.manage')
  async reactivate(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    return this.answer(
      caller,
      await this.departures.reactivate(actingAs(caller, request.ip), readId(id)),
      response,
    );
  }

  private async answer(caller: Principal, user: User, response: Response): Promise<unknown> {
    if (caller.role === 'lead') response.setHeader('ETag', etagOf(user.version));
    const [view] = await this.withOperators([userView(caller, user)]);
    return view;
  }
}

type UserView = ReturnType<typeof userView>;

const isWhole = (view: UserView): view is LeadUserView => 'operatorId' in view;
