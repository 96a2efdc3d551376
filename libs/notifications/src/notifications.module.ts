import { Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import type { Names } from '#libs/mail';
import { Acknowledgements } from './acknowledgements.service.ts';
import { Advisories } from './advisories/advisories.service.ts';
import { PublicAdvisories } from './advisories/public-advisories.service.ts';
import { Publications } from './advisories/publications.service.ts';
import { Announcements } from './announcements.service.ts';
import { Approvals } from './approvals.service.ts';
import { Composing } from './composing.service.ts';
import { ContactPacks } from './contact-packs/contact-packs.service.ts';
import { ContactPackResults } from './contact-packs/pack-results.service.ts';
import { Deliveries } from './deliveries.service.ts';
import { DrillAnswers } from './drills/drill-answers.service.ts';
import { DrillResults } from './drills/drill-results.service.ts';
import { Drills } from './drills/drills.service.ts';
import { LetterPost } from './letter-post.service.ts';
import { Drafting } from './drafting.service.ts';
import { Archive } from './lists/archive.service.ts';
import { AutoPosting } from './lists/auto-posting.service.ts';
import { HeldAlerts } from './lists/held-alerts.service.ts';
import { Holding } from './lists/holding.service.ts';
import { Joining } from './lists/joining.service.ts';
import { Lists } from './lists/lists.service.ts';
import { Pauses } from './lists/pauses.service.ts';
import { Posting } from './lists/posting.service.ts';
import { ListRules } from './lists/rules.service.ts';
import { SignedWishes } from './lists/signed-wishes.service.ts';
import { Subscriptions } from './lists/subscriptions.service.ts';
import { NextContacts } from './next-contacts.service.ts';
import { Notices } from './notices.service.ts';
import { Outbox } from './outbox.service.ts';
import { AsideDeliveries } from './aside-deliveries.service.ts';
import { Overviews } from './overview/overviews.service.ts';
import { Outcomes } from './outcomes.service.ts';
import { Previews } from './previews.service.ts';
import { Receipts } from './receipts.service.ts';
import { Sending } from './sending.service.ts';
import { OfferedTls } from './pins/offered-tls.service.ts';
import { PinChanges } from './pins/pin-changes.service.ts';
import { PinRounds } from './pins/pin-rounds.service.ts';
import { Pins } from './pins/pins.service.ts';
import {
  MAIL_MAKER,
  MAIL_NAMES,
  MAIL_ROUTE,
  MAIL_SETTINGS,
  MAIL_TRANSPORT,
  SENDING_POLICY,
} from './settings.ts';
import type { MailMaker, MailSettings, MailTransport, SendingPolicy, WayOut } from './settings.ts';
import { ClosureSlices } from './slices/closure-slices.service.ts';
import { SliceFiles } from './slices/slice-files.service.ts';
import { StandIns } from './stand-ins.service.ts';
import { Telling } from './telling.service.ts';
import { TemplateCatalogue } from './template-catalogue.service.ts';
import { Templates } from './templates.ts';
import { Threads } from './threads/threads.service.ts';

export interface NotificationsSettings {
  mail: MailSettings;
  policy: SendingPolicy;
  wayOut: WayOut;
  names: Names;
  maker: MailMaker | null;
}

@Module({})
export class NotificationsModule implements OnApplicationShutdown {
  constructor(
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(MAIL_MAKER) private readonly maker: MailMaker | null,
  ) {}

  static forRoot({ mail, policy, wayOut, names, maker }: NotificationsSettings): DynamicModule {
    const provided = [
      Acknowledgements,
      Advisories,
      PublicAdvisories,
      Publications,
      Announcements,
      Archive,
      AutoPosting,
      HeldAlerts,
      Holding,
      ListRules,
      Joining,
      Lists,
      Pauses,
      Posting,
      SignedWishes,
      Subscriptions,
      Composing,
      Approvals,
      ContactPacks,
      ContactPackResults,
      Deliveries,
      Drills,
      DrillAnswers,
      DrillResults,
      LetterPost,
      Drafting,
      NextContacts,
      Notices,
      Outbox,
      AsideDeliveries,
      Outcomes,
      OfferedTls,
      Pins,
      PinChanges,
      PinRounds,
      Previews,
      Overviews,
      Receipts,
      Sending,
      SliceFiles,
      ClosureSlices,
      StandIns,
      Telling,
      TemplateCatalogue,
      Threads,
      { provide: Templates, useFactory: () => new Templates() },
      { provide: MAIL_SETTINGS, useValue: mail },
      { provide: SENDING_POLICY, useValue: policy },
      { provide: MAIL_NAMES, useValue: names },
      { provide: MAIL_ROUTE, useValue: wayOut.route },
      {
        provide: MAIL_TRANSPORT,
        useFactory: (pins: Pins, tls: OfferedTls) => wayOut.open(pins, tls),
        inject: [Pins, OfferedTls],
      },
      { provide: MAIL_MAKER, useValue: maker },
    ];
    return { module: NotificationsModule, global: true, providers: provided, exports: provided };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
    await this.maker?.close();
  }
}
