import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { NoticeView, PageView } from '#libs/contracts';
import { Cases, Incidents } from '#libs/incidents';
import { Notices, operatorNoticeView, staffNoticeView } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';

/** Mails about an incident that a relay took: to an operator its own, to the CERT all; newest first. */
@ApiTags('notifications')
@Controller('api/v1/incidents/:id/deliveries')
export class NoticesController {
  constructor(
    private readonly incidents: Incidents,
    private readonly cases: Cases,
    private readonly notices: Notices,
  ) {}

  @Get()
  @Requires('incident.read')
  async list(@Caller() caller: Principal, @Param('id') id: string): Promise<PageView<NoticeView>> {
    const sight = sightOf(caller);
    if (sight.all) {
      const incident = await this.incidents.find(caller, readId(id));
      return { items: (await this.notices.ofIncident(incident.id)).map(staffNoticeView), next: null };
    }
    const { id: caseId, own } = await this.cases.find(sight.operatorId, readId(id));
    const notices = await this.notices.ofCases(own.operatorId, [caseId]);
    return { items: (notices.get(caseId) ?? []).map(operatorNoticeView), next: null };
  }
}
