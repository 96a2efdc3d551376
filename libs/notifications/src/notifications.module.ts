import { Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { Acknowledgements } from './acknowledgements.service.ts';
import { Announcements } from './announcements.service.ts';
import { Deliveries } from './deliveries.service.ts';
import { LetterPost } from './letter-post.service.ts';
import { Outbox } from './outbox.service.ts';
import { Outcomes } from './outcomes.service.ts';
import { Receipts } from './receipts.service.ts';
import { Sending } from './sending.service.ts';
import { MAIL_SETTINGS, MAIL_TRANSPORT, SIGNING_KEY } from './settings.ts';
import type { MailSettings, MailTransport, SigningKey } from './settings.ts';
import { Telling } from './telling.service.ts';
import { Templates } from './templates.ts';

export interface NotificationsSettings {
  mail: MailSettings;
  transport: MailTransport;
  signingKey: SigningKey | null;
}

@Module({})
export class NotificationsModule implements OnApplicationShutdown {
  constructor(@Inject(MAIL_TRANSPORT) private readonly transport: MailTransport) {}

  static forRoot({ mail, transport, signingKey }: NotificationsSettings): DynamicModule {
    const provided = [
      Acknowledgements,
      Announcements,
      Deliveries,
      LetterPost,
      Outbox,
      Outcomes,
      Receipts,
      Sending,
      Telling,
      { provide: Templates, useFactory: () => new Templates() },
      { provide: MAIL_SETTINGS, useValue: mail },
      { provide: MAIL_TRANSPORT, useValue: transport },
      { provide: SIGNING_KEY, useValue: signingKey },
    ];
    return { module: NotificationsModule, global: true, providers: provided, exports: provided };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}
