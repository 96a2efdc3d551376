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
import { AccessGuard } from './http/access.guard.ts';
import { Callers } from './http/callers.ts';
import { SignedDocuments } from './documents/signed-documents.ts';
import { Bookmarks } from './events/bookmark.ts';
import { EventStreams } from './events/event-streams.ts';
import { HealthReport } from './health/health-report.ts';
import { Machinery } from './health/machinery.ts';
import { LeavingLook } from './health/leaving-look.ts';
import { PagingLook } from './health/paging-look.ts';
import { Readiness } from './health/readiness.ts';
import { Housekeeping } from './process/housekeeping.ts';
import { OwnPublicKey } from './own-keys/own-public-key.ts';
import { IncidentExports } from './incidents/incident-exports.ts';
import { Metrics } from './health/metrics.ts';
import { Pipeline } from './health/pipeline.ts';
import { PipelineWatch } from './health/pipeline-watch.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { RateLimit } from './http/rate-limit.ts';
import { PublicGate } from './http/public-gate.ts';
import { PutAside } from './quarantine/put-aside.ts';
import { QueueBoard } from './queue-board/board.ts';
import { RecordAnchors } from './record/record-anchors.ts';
import { SensitiveReads } from './http/sensitive-reads.ts';
import { CaseViews } from './incidents/case-views.ts';
import { CONTROLLERS } from './controllers.ts';
import { CONFIG } from './process/settings.ts';
import { uploads } from './http/upload.ts';

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
      controllers: CONTROLLERS,
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
