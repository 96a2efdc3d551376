import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { ContactPackRecipientView, ContactPackView, PageView } from '#libs/contracts';
import { DELIVERY_STATES } from '#libs/contracts';
import { ContactPackResults } from '#libs/notifications';
import { Requires } from '../http/access.guard.ts';
import { namedPageOf, nameCursor, pageQuery } from '../http/paging.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const listQuery = z.strictObject({ ...pageQuery, cursor: nameCursor });
const recipientsQuery = z.strictObject({
  ...pageQuery,
  cursor: nameCursor,
  state: z.enum(DELIVERY_STATES).optional(),
});

/** When the contact pack of each month went to whom. */
@ApiTags('contact packs')
@Controller('api/v1/contact-packs')
export class ContactPacksController {
  constructor(private readonly packs: ContactPackResults) {}

  @Get()
  @Requires('contact_pack.read')
  @QueryOf(listQuery)
  async list(@Query() query: unknown): Promise<PageView<ContactPackView>> {
    return namedPageOf(
      readBy(listQuery, query),
      (limit, after) => this.packs.list(limit, after),
      ({ month }) => month,
      (pack) => pack,
    );
  }

  @Get(':month/recipients')
  @Requires('contact_pack.read')
  @ApiParam({ name: 'month', description: '`2026-11`' })
  @QueryOf(recipientsQuery)
  async recipients(
    @Param('month') month: string,
    @Query() query: unknown,
  ): Promise<PageView<ContactPackRecipientView>> {
    const { state, ...page } = readBy(recipientsQuery, query);
    return namedPageOf(
      page,
      // What is no month may hold what PostgreSQL takes in no text.
      (limit, after) => this.packs.recipients(/^\d{4}-\d\d$/.test(month) ? month : '', state, limit, after),
      ({ email, contactId }) => `${email.toLowerCase()} ${contactId}`,
      (recipient) => recipient,
    );
  }
}
