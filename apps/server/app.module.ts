import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { DynamicModule, MiddlewareConsumer, NestModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '#config/config';
import { AccessModule, ApiToken, Letter, SpeakingRight, User } from '#libs/access';
import type { AccessSettings } from '#libs/access';
import { DatabaseModule, dataSourceOptions } from '#libs/database';
import { DeadlinesModule } from '#libs/deadlines';
import type { Ladders, PagingSettings } from '#libs/deadlines';
import { Canary, EvidenceModule } from '#libs/evidence';
import {
  AffectedOperator,
  Announcement,
  Attachment,
  FolderStore,
  Incident,
  IncidentsModule,
  Note,
  Report,
  TlpConsent,
  PublicReport,
} from '#libs/incidents';
import type { Promises } from '#libs/incidents';
import {
  Acknowledgement,
  Advisory,
  AdvisoryEdition,
  Delivery,
  DeliveryAttempt,
  HeldAlert,
  ListRule,
  ListSubscription,
  Drill,
  MailingList,
  Notification,
  NotificationDecision,
  NotificationsModule,
} from '#libs/notifications';
import type { NotificationsSettings } from '#libs/notifications';
import { Contact, ContactChange, ContactChangeLink, Operator, OperatorsModule, Tld } from '#libs/operators';
import { InboundFile, InboundMessage, InboxModule } from '#libs/inbox';
import type { InboundSettings } from '#libs/inbox';
import type { MailReader } from '#libs/mail';
import { QueueModule } from '#libs/queue';
import { TimelineModule } from '#libs/timeline';
import type { RecordSettings } from '#libs/timeline';
import type { TriageRules } from '#libs/triage';
import { AcceptanceController } from './reports/acceptance.controller.ts';
import { AccessGuard } from './http/access.guard.ts';
import { AccountController } from './accounts/account.controller.ts';
import { AuditController } from './record/audit.controller.ts';
import { AckController } from './notifications/ack.controller.ts';
import { AdvisoriesController } from './notifications/advisories.controller.ts';
import { PublicAdvisoriesController } from './notifications/public-advisories.controller.ts';
import { AttachmentsController } from './incidents/attachments.controller.ts';
import { BoardController } from './incidents/board.controller.ts';
import { Callers } from './http/callers.ts';
import { CallsController } from './deadlines/calls.controller.ts';
import { ConsentsController } from './incidents/consents.controller.ts';
import { ContactChangeLinkController } from './operators/contact-change-link.controller.ts';
import { ContactChangesController } from './operators/contact-changes.controller.ts';
import { ContactsController } from './operators/contacts.controller.ts';
import { DeadlinesController } from './deadlines/deadlines.controller.ts';
import { DutyCalendarController } from './deadlines/duty-calendar.controller.ts';
import { SignedDocuments } from './documents/signed-documents.ts';
import { DirectoryController } from './operators/directory.controller.ts';
import { Bookmarks } from './events/bookmark.ts';
import { EvidenceController } from './evidence/evidence.controller.ts';
import { RegulatorDraftsController } from './evidence/regulator-drafts.controller.ts';
import { PublicEvidenceController } from './evidence/public-evidence.controller.ts';
import { EventStreams } from './events/event-streams.ts';
import { ContactPacksController } from './operators/contact-packs.controller.ts';
import { DrillLinkController } from './deadlines/drill-link.controller.ts';
import { DrillsController } from './deadlines/drills.controller.ts';
import { EventsController } from './events/events.controller.ts';
import { ExportsController } from './incidents/exports.controller.ts';
import { FirstLeadController } from './accounts/first-lead.controller.ts';
import { GapsController } from './evidence/gaps.controller.ts';
import { HealthReportController } from './health/health-report.controller.ts';
import { HealthReport } from './health/health-report.ts';
import { Machinery } from './health/machinery.ts';
import { LeavingLook } from './health/leaving-look.ts';
import { PagingLook } from './health/paging-look.ts';
import { Readiness } from './health/readiness.ts';
import { HealthController } from './health/health.controller.ts';
import { Housekeeping } from './process/housekeeping.ts';
import { HomeController } from './home/home.controller.ts';
import { OwnPublicKey } from './own-keys/own-public-key.ts';
import { WebKeyController } from './own-keys/web-key.controller.ts';
import { ImpactController } from './incidents/impact.controller.ts';
import { InboxController } from './inbox/inbox.controller.ts';
import { IncidentExports } from './incidents/incident-exports.ts';
import { AffectedController } from './incidents/affected.controller.ts';
import { IncidentsController } from './incidents/incidents.controller.ts';
import { NotesController } from './incidents/notes.controller.ts';
import { TimelineController } from './incidents/timeline.controller.ts';
import { InvitationPageController } from './accounts/invitation-page.controller.ts';
import { InvitationsController } from './accounts/invitations.controller.ts';
import { JoinsController } from './incidents/joins.controller.ts';
import { KeyRoomController } from './own-keys/key-room.controller.ts';
import { KindsController } from './incidents/kinds.controller.ts';
import { ListsController } from './lists/lists.controller.ts';
import { ListRulesController } from './lists/list-rules.controller.ts';
import { HeldAlertsController } from './lists/held-alerts.controller.ts';
import { ListPagesController } from './lists/list-pages.controller.ts';
import { SubscriptionsController } from './lists/subscriptions.controller.ts';
import { Metrics } from './health/metrics.ts';
import { NotificationsController } from './notifications/notifications.controller.ts';
import { OverviewController } from './incidents/overview.controller.ts';
import { OwnAccessController } from './accounts/own-access.controller.ts';
import { PasswordResetController } from './accounts/password-reset.controller.ts';
import { OidcController } from './accounts/oidc.controller.ts';
import { IdentitiesController } from './accounts/identities.controller.ts';
import { PasskeySessionController } from './accounts/passkey-session.controller.ts';
import { PasskeysController } from './accounts/passkeys.controller.ts';
import { Pipeline } from './health/pipeline.ts';
import { PipelineWatch } from './health/pipeline-watch.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { RateLimit } from './http/rate-limit.ts';
import { PublicPagesController } from './home/public-pages.controller.ts';
import { PublicGate } from './http/public-gate.ts';
import { PublicReportsController } from './reports/public-reports.controller.ts';
import { PutAside } from './quarantine/put-aside.ts';
import { QuarantineController } from './quarantine/quarantine.controller.ts';
import { QueueBoard } from './queue-board/board.ts';
import { QueueBoardController } from './queue-board/queue-board.controller.ts';
import { AnchorsController } from './record/anchors.controller.ts';
import { VerifierController } from './record/verifier.controller.ts';
import { EntriesController } from './record/entries.controller.ts';
import { RecordAnchors } from './record/record-anchors.ts';
import { RecordController } from './record/record.controller.ts';
import { ReportFormController } from './reports/report-form.controller.ts';
import { ReportProofController } from './reports/report-proof.controller.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { RotaController } from './deadlines/rota.controller.ts';
import { SensitiveReads } from './http/sensitive-reads.ts';
import { RootZonesController } from './operators/rootzones.controller.ts';
import { SessionController } from './accounts/session.controller.ts';
import { AsksController } from './incidents/asks.controller.ts';
import { CaseViews } from './incidents/case-views.ts';
import { NoticesController } from './incidents/notices.controller.ts';
import { ResponseTimesController } from './evidence/response-times.controller.ts';
import { StatsController } from './evidence/stats.controller.ts';
import { CONFIG } from './process/settings.ts';
import { SignInPagesController } from './accounts/sign-in-pages.controller.ts';
import { TemplatesController } from './notifications/templates.controller.ts';
import { ThreadsController } from './inbox/threads.controller.ts';
import { TotpController } from './accounts/totp.controller.ts';
import { SpeakersController } from './operators/speakers.controller.ts';
import { uploads } from './http/upload.ts';
import { UsersAccessController } from './accounts/users-access.controller.ts';
import { UsersController } from './accounts/users.controller.ts';

export const ENTITIES = [
  Operator,
  Tld,
  Contact,
  ContactChange,
  ContactChangeLink,
  User,
  ApiToken,
  Letter,
  SpeakingRight,
  Report,
  PublicReport,
  Incident,
  AffectedOperator,
  Note,
  Attachment,
  TlpConsent,
  Announcement,
  Notification,
  NotificationDecision,
  Delivery,
  DeliveryAttempt,
  Acknowledgement,
  Advisory,
  AdvisoryEdition,
  Canary,
  Drill,
  MailingList,
  ListSubscription,
  InboundMessage,
  InboundFile,
  ListRule,
  HeldAlert,
];

export interface AppSettings {
  config: Config;
  databaseUrl: string;
  rules: TriageRules;
  promises: Promises;
  ladders: Ladders;
  paging: PagingSettings;
  notifications: NotificationsSettings;
  inbox: { settings: InboundSettings; reader: MailReader | null };
  access: AccessSettings;
  record: RecordSettings;
}

/** The monolith: every room, put together. */
@Module({})
export class AppModule implements NestModule {
  static forRoot({
    config,
    databaseUrl,
    rules,
    promises,
    ladders,
    paging,
    notifications,
    inbox,
    access,
    record,
  }: AppSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions({ url: databaseUrl, pool: config.DATABASE_POOL, entities: ENTITIES }),
          retryAttempts: 0,
        }),
        DatabaseModule,
        QueueModule.forRoot({ databaseUrl, redisUrl: config.REDIS_URL }),
        TimelineModule.forRoot(record),
        AccessModule.forRoot(access),
        OperatorsModule,
        IncidentsModule.forRoot(
          rules,
          promises,
          { autoNotify: config.AUTO_NOTIFY, closureSlices: config.CLOSURE_SLICES === 'on' },
          new FolderStore(join(config.DATA_DIR, 'attachments')),
        ),
        uploads(),
        NotificationsModule.forRoot(notifications),
        InboxModule.forRoot(inbox),
        DeadlinesModule.forRoot(ladders, paging),
        EvidenceModule.forRoot({
          canaries: config.CANARIES === 'on',
          canaryMail: config.CANARY_MAIL ?? null,
          heartbeatUrl: config.HEARTBEAT_URL ?? null,
        }),
      ],
      controllers: [
        HomeController,
        WebKeyController,
        PublicPagesController,
        HealthController,
        HealthReportController,
        SessionController,
        PasskeySessionController,
        OidcController,
        PasskeysController,
        TotpController,
        IdentitiesController,
        SignInPagesController,
        ReportsController,
        ConsentsController,
        AcceptanceController,
        PublicReportsController,
        ReportFormController,
        ReportProofController,
        BoardController,
        EventsController,
        KindsController,
        IncidentsController,
        AffectedController,
        NotesController,
        TimelineController,
        AsksController,
        NoticesController,
        OverviewController,
        DeadlinesController,
        CallsController,
        RotaController,
        DutyCalendarController,
        ThreadsController,
        AttachmentsController,
        ExportsController,
        JoinsController,
        NotificationsController,
        TemplatesController,
        DirectoryController,
        RootZonesController,
        ContactsController,
        ContactChangesController,
        ContactChangeLinkController,
        SpeakersController,
        ImpactController,
        AckController,
        ContactPacksController,
        DrillsController,
        DrillLinkController,
        ListsController,
        SubscriptionsController,
        ListPagesController,
        ListRulesController,
        HeldAlertsController,
        AdvisoriesController,
        PublicAdvisoriesController,
        AuditController,
        QueueBoardController,
        QuarantineController,
        InboxController,
        RecordController,
        EntriesController,
        AnchorsController,
        VerifierController,
        StatsController,
        ResponseTimesController,
        EvidenceController,
        RegulatorDraftsController,
        PublicEvidenceController,
        GapsController,
        KeyRoomController,
        FirstLeadController,
        InvitationsController,
        InvitationPageController,
        UsersController,
        UsersAccessController,
        AccountController,
        OwnAccessController,
        PasswordResetController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        OwnPublicKey,
        SignedDocuments,
        RecordAnchors,
        SensitiveReads,
        { provide: APP_INTERCEPTOR, useExisting: SensitiveReads },
        CaseViews,
        IncidentExports,
        Callers,
        RateLimit,
        PublicGate,
        Bookmarks,
        EventStreams,
        Pipeline,
        PipelineWatch,
        PutAside,
        QueueBoard,
        Machinery,
        PagingLook,
        LeavingLook,
        Readiness,
        HealthReport,
        Metrics,
        Housekeeping,
      ],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(Metrics).forRoutes('{*path}');
  }
}
