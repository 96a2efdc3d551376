import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '#libs/access';
import type { ThreadItemView, ThreadMailView, ThreadView } from '#libs/contracts';
import { Inbox, inboundFiles, inboundLine } from '#libs/inbox';
import type { InboundMessage } from '#libs/inbox';
import { Incidents } from '#libs/incidents';
import { Threads } from '#libs/notifications';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';

/** The conversation with one operator about an incident, for the CERT's own people. */
@ApiTags('notifications')
@Controller('api/v1/incidents/:id/threads')
export class ThreadsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly threads: Threads,
    private readonly inbox: Inbox,
  ) {}

  /**
   * Each mail of ours with what became of it, and what the operator reported, answered, mailed and wrote; the oldest first.
   */
  @Get(':operatorId')
  @Requires('notification.read')
  async one(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('operatorId') operatorId: string,
  ): Promise<ThreadView> {
    const incident = await this.incidents.find(caller, readId(id));
    const thread = await this.threads.of(incident, readId(operatorId));
    const idsOf = (what: ThreadItemView['what']) =>
      thread.items.flatMap((item) => (item.what === what ? item.id : []));
    const mails = await this.inbox.about(idsOf('sent'), idsOf('report'));
    const items = [...thread.items, ...mails.map(mailView)];
    return { ...thread, items: items.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1)) };
  }
}

function mailView(message: InboundMessage): ThreadMailView {
  const mail = inboundLine(message);
  return {
    what: 'mail',
    id: mail.id,
    at: mail.receivedAt,
    tlp: mail.tlp,
    mail,
    text: message.reading?.text ?? null,
    files: inboundFiles(message),
  };
}
