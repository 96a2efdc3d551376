import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Arrivals } from './arrivals.service.ts';
import { AutomaticAnswers } from './automatic-answers.service.ts';
import { Fetched } from './imap/fetched.service.ts';
import { ImapPoller } from './imap/imap-poller.service.ts';
import { Inbox } from './inbox.service.ts';
import { ContactKeys } from './key-look-up.service.ts';
import { LateKeys } from './late-keys.service.ts';
import { ListWishes } from './list-wishes.service.ts';
import { Listener } from './listener.service.ts';
import { PostsByMail } from './posts-by-mail.service.ts';
import { Reading } from './reading.service.ts';
import { Replies } from './replies.service.ts';
import { ReportsByMail } from './reports-by-mail.service.ts';
import { ReturnedMail } from './returned-mail.service.ts';
import { INBOUND_SETTINGS, MAIL_READER } from './settings.ts';
import type { InboundSettings, MailReader } from './settings.ts';

@Module({})
export class InboxModule implements OnApplicationShutdown {
  constructor(@Inject(MAIL_READER) private readonly reader: MailReader | null) {}

  static forRoot({
    settings,
    reader,
  }: {
    settings: InboundSettings;
    reader: MailReader | null;
  }): DynamicModule {
    const provided = [
      Arrivals,
      AutomaticAnswers,
      ContactKeys,
      Fetched,
      ImapPoller,
      Inbox,
      LateKeys,
      Listener,
      ListWishes,
      PostsByMail,
      Reading,
      Replies,
      ReportsByMail,
      ReturnedMail,
      { provide: INBOUND_SETTINGS, useValue: settings },
      { provide: MAIL_READER, useValue: reader },
    ];
    return { module: InboxModule, global: true, providers: provided, exports: provided };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reader?.close();
  }
}
