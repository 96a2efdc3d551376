import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { ListRuleView, PageView } from '#libs/contracts';
import { newListRule } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { ListRules, listRuleView, Lists } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { readBy, schemaOf } from '../http/problem.ts';

/** Rules by which incidents post themselves to a list. */
@ApiTags('lists')
@Controller('api/v1/lists/:slug/rules')
export class ListRulesController {
  constructor(
    private readonly lists: Lists,
    private readonly rules: ListRules,
  ) {}

  @Get()
  @Requires('list.members_read')
  async list(@Caller() caller: Principal, @Param('slug') slug: string): Promise<PageView<ListRuleView>> {
    const found = await this.rules.list(await this.lists.find(caller, slug));
    return { items: found.map(listRuleView), next: null };
  }

  /** It posts when another lead has agreed. */
  @Post()
  @Requires('list.manage')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(newListRule) })
  async propose(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<ListRuleView> {
    const given = readBy(newListRule, body);
    return listRuleView(await this.rules.propose(caller, await this.lists.find(caller, slug), given));
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Requires('list.manage')
  @OncePerKey()
  async approve(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Param('id') id: string,
  ): Promise<ListRuleView> {
    const list = await this.lists.find(caller, slug);
    return listRuleView(await this.rules.approve(caller, list, readId(id)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('list.manage')
  async end(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Param('id') id: string,
  ): Promise<void> {
    await this.rules.end(caller, await this.lists.find(caller, slug), readId(id));
  }
}
