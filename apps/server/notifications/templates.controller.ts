import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { languageTag } from '#libs/contracts';
import type { PageView, TemplateSummaryView, TemplateView } from '#libs/contracts';
import { TemplateCatalogue } from '#libs/notifications';
import { Requires } from '../http/access.guard.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const languageQuery = z.strictObject({ language: languageTag.default('en') });

/** What notices and letters say, with made-up values. */
@ApiTags('notifications')
@Controller('api/v1/templates')
export class TemplatesController {
  constructor(private readonly catalogue: TemplateCatalogue) {}

  @Get()
  @Requires('notification.read')
  list(): PageView<TemplateSummaryView> {
    return { items: this.catalogue.all(), next: null };
  }

  @Get(':name')
  @Requires('notification.read')
  @QueryOf(languageQuery)
  one(@Param('name') name: string, @Query() query: unknown): TemplateView {
    return this.catalogue.one(name, readBy(languageQuery, query).language);
  }
}
