import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import type { AskView, PageView } from '#libs/contracts';
import type { OperatorCase, Promises } from '#libs/incidents';
import { Cases, PROMISES } from '#libs/incidents';
import type { Notice } from '#libs/notifications';
import { askedOf, Notices, operatorNoticeView } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { CaseViews } from './case-views.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: placeCursor });

/** What is asked of the caller's operator, and by when: its open incidents, newest first. */
@ApiTags('incidents')
@Controller('api/v1/asks')
export class AsksController {
  constructor(
    private readonly cases: Cases,
    private readonly caseViews: CaseViews,
    private readonly notices: Notices,
    @Inject(PROMISES) private readonly promises: Promises,
  ) {}

  @Get()
  @Requires('ask.read')
  @QueryOf(listQuery)
  async list(@Caller() { operatorId }: Principal, @Query() query: unknown): Promise<PageView<AskView>> {
    const page = readBy(listQuery, query);
    let notices = new Map<string, Notice[]>();
    return pageOf(
      page,
      async (request) => {
        const found = await this.cases.open(operatorId, request);
        const ids = found.map(({ id }) => id);
        if (operatorId !== null) notices = await this.notices.ofCases(operatorId, ids);
        return found;
      },
      ({ own, id }) => ({ at: own.knownSince, id }),
      (one) => this.view(one, notices.get(one.id) ?? []),
    );
  }

  private async view(one: OperatorCase, notices: Notice[]): Promise<AskView> {
    const { asked, since, dueAt, answers } = askedOf(one.own, this.promises);
    return {
      ...(await this.caseViews.of(one)),
      asked,
      since: since.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
      answers: [...answers],
      notices: notices.map(operatorNoticeView),
    };
  }
}
