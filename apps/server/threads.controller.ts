import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '#libs/access';
import type { ThreadView } from '#libs/contracts';
import { Incidents } from '#libs/incidents';
import { Threads } from '#libs/notifications';
import { Caller, Requires } from './access.guard.ts';
import { readId } from './ids.ts';

/** The conversation with one operator about an incident, for the CERT's own people. */
@ApiTags('notifications')
@Controller('api/v1/incidents/:id/threads')
export class ThreadsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly threads: Threads,
  ) {}

  /** Each mail of ours with what became of it, and what the operator reported, answered and wrote; the oldest first. */
  @Get(':operatorId')
  @Requires('notification.read')
  async one(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('operatorId') operatorId: string,
  ): Promise<ThreadView> {
    return this.threads.of(await this.incidents.find(caller, readId(id)), readId(operatorId));
  }
}
