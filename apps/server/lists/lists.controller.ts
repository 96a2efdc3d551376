import { Body, Controller, Get, Headers, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type {
  AlertPreviewView,
  ListAlertView,
  ListView,
  PageView,
  StaffListAlertView,
  StaffListView,
} from '#libs/contracts';
import { listEdit, newAlert, newList } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import {
  Archive,
  listAlertView,
  Lists,
  listView,
  Posting,
  staffListAlertView,
  staffListView,
} from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { IfMatch } from '../http/if-match.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { namedPageOf, nameCursor, pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy, schemaOf } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: nameCursor });
const alertQuery = z.strictObject({ ...pageQuery, cursor: placeCursor });

/** Mailing lists, and what is posted to them. Their members are at `SubscriptionsController`. */
@ApiTags('lists')
@Controller('api/v1/lists')
export class ListsController {
  constructor(
    private readonly lists: Lists,
    private readonly posting: Posting,
    private readonly archive: Archive,
  ) {}

  @Get()
  @Requires('list.read')
  @QueryOf(listQuery)
  async list(
    @Caller() caller: Principal,
    @Query() query: unknown,
  ): Promise<PageView<ListView | StaffListView>> {
    return namedPageOf(
      readBy(listQuery, query),
      (limit, after) => this.lists.list(caller, limit, after),
      ({ list }) => list.slug,
      (one) => (sightOf(caller).all ? staffListView(one) : listView(one.list)),
    );
  }

  @Post()
  @Requires('list.manage')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(newList) })
  async make(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ListView | StaffListView> {
    const { slug } = await this.lists.make(caller, readBy(newList, body));
    return this.show(caller, slug, response);
  }

  @Get(':slug')
  @Requires('list.read')
  async one(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ListView | StaffListView> {
    return this.show(caller, slug, response);
  }

  @Patch(':slug')
  @Requires('list.manage')
  @ApiBody({ schema: schemaOf(listEdit) })
  @IfMatch()
  async edit(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ListView | StaffListView> {
    const edit = readBy(listEdit, body);
    const present = await this.lists.find(caller, slug);
    await this.lists.edit(caller, slug, versionOf(ifMatch, present.version, 'list'), edit);
    return this.show(caller, slug, response);
  }

  /** 201: it goes out; 202: a second person must agree, at `/api/v1/notifications/{id}/approval`. */
  @Post(':slug/alerts')
  @Requires('list.post')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(newAlert) })
  async post(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StaffListAlertView | AlertPreviewView> {
    const { preview, ...words } = readBy(newAlert, body);
    if (preview) {
      response.status(HttpStatus.OK);
      return this.posting.preview(caller, slug, words);
    }
    const view = staffListAlertView(await this.archive.one(await this.posting.post(caller, slug, words)));
    if (view.state === 'awaiting_approval') response.status(HttpStatus.ACCEPTED);
    return view;
  }

  /** What was posted, as far as the caller may see it. */
  @Get(':slug/alerts')
  @Requires('list.read')
  @QueryOf(alertQuery)
  async alerts(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Query() query: unknown,
  ): Promise<PageView<ListAlertView | StaffListAlertView>> {
    const page = readBy(alertQuery, query);
    const list = await this.lists.find(caller, slug);
    return pageOf(
      page,
      (request) => this.archive.list(caller, list, request),
      ({ notification: { createdAt, id } }) => ({ at: createdAt, id }),
      (one) => (sightOf(caller).all ? staffListAlertView(one) : listAlertView(one)),
    );
  }

  private async show(caller: Principal, slug: string, response: Response): Promise<ListView | StaffListView> {
    const whole = await this.lists.whole(caller, slug);
    response.setHeader('ETag', etagOf(whole.list.version));
    return sightOf(caller).all ? staffListView(whole) : listView(whole.list);
  }
}
