import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { AuditRecord } from '#libs/access';
import { AuditSearch, networkOf } from '#libs/access';
import type { AuditEntryView, PageView } from '#libs/contracts';
import { AUDIT_TYPES, instant, operatorSlug, singleLine } from '#libs/contracts';
import { Directory } from '#libs/operators';
import { Requires } from '../http/access.guard.ts';
import { pageOf, pageQuery, placeCursor } from '../http/paging.ts';
import { readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';

const query = z.strictObject({
  ...pageQuery,
  cursor: placeCursor,
  type: z.enum(AUDIT_TYPES, { error: `must be one of ${AUDIT_TYPES.join(', ')}` }).optional(),
  actor: z.uuid().optional().describe('User id.'),
  subject: singleLine(1, 200).optional().describe('Id of what it was about.'),
  operator: operatorSlug.optional().describe('Short name of the operator it concerns.'),
  since: instant.optional(),
  until: instant.optional().describe('Not that instant itself.'),
  network: singleLine(1, 100).optional().describe('IP address of a caller; of an IPv6 address its /64.'),
  q: singleLine(1, 200).optional().describe('Anywhere in names, ids and data.'),
});

/** Who used which access to what. */
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly search: AuditSearch,
    private readonly directory: Directory,
  ) {}

  @Get()
  @Requires('audit.read')
  @QueryOf(query)
  async list(@Query() given: unknown): Promise<PageView<AuditEntryView>> {
    const { limit, cursor, operator, network, since, until, ...rest } = readBy(query, given);
    const slugged = operator === undefined ? undefined : await this.directory.operatorBySlug(operator);
    const filter = {
      ...rest,
      operatorId: slugged?.id,
      network: network === undefined ? undefined : knownNetwork(network),
      since: since === undefined ? undefined : new Date(since),
      until: until === undefined ? undefined : new Date(until),
    };
    return pageOf(
      { limit, cursor },
      async (page) => (slugged === null ? [] : this.search.page(filter, page.limit, page.after?.id)),
      ({ at, id }) => ({ at, id }),
      auditView,
    );
  }
}

/** An address by the network it counts for; what is none, as it stands. */
function knownNetwork(text: string): string {
  const network = networkOf(text);
  return network === 'unknown' ? text : network;
}

const auditView = (entry: AuditRecord): AuditEntryView => ({
  id: entry.id,
  at: entry.at.toISOString(),
  type: entry.type,
  actor: { kind: entry.actor.kind, id: entry.actor.id ?? null, name: entry.actor.name },
  network: entry.network,
  subject: entry.subjectId === null ? null : { kind: entry.subjectKind ?? '', id: entry.subjectId },
  operatorId: entry.operatorId,
  data: entry.data,
});
