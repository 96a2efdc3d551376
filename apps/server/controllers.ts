import { AccountController } from './accounts/account.controller.ts';
import { FirstLeadController } from './accounts/first-lead.controller.ts';
import { IdentitiesController } from './accounts/identities.controller.ts';
import { InvitationPageController } from './accounts/invitation-page.controller.ts';
import { InvitationsController } from './accounts/invitations.controller.ts';
import { OidcController } from './accounts/oidc.controller.ts';
import { OwnAccessController } from './accounts/own-access.controller.ts';
import { PasskeySessionController } from './accounts/passkey-session.controller.ts';
import { PasskeysController } from './accounts/passkeys.controller.ts';
import { PasswordResetController } from './accounts/password-reset.controller.ts';
import { SessionController } from './accounts/session.controller.ts';
import { SignInPagesController } from './accounts/sign-in-pages.controller.ts';
import { TotpController } from './accounts/totp.controller.ts';
import { UsersAccessController } from './accounts/users-access.controller.ts';
import { UsersController } from './accounts/users.controller.ts';
import { CallsController } from './deadlines/calls.controller.ts';
import { DeadlinesController } from './deadlines/deadlines.controller.ts';
import { DrillLinkController } from './deadlines/drill-link.controller.ts';
import { DrillsController } from './deadlines/drills.controller.ts';
import { DutyCalendarController } from './deadlines/duty-calendar.controller.ts';
import { RotaController } from './deadlines/rota.controller.ts';
import { EventsController } from './events/events.controller.ts';
import { EvidenceController } from './evidence/evidence.controller.ts';
import { GapsController } from './evidence/gaps.controller.ts';
import { PublicEvidenceController } from './evidence/public-evidence.controller.ts';
import { RegulatorDraftsController } from './evidence/regulator-drafts.controller.ts';
import { ResponseTimesController } from './evidence/response-times.controller.ts';
import { StatsController } from './evidence/stats.controller.ts';
import { HealthReportController } from './health/health-report.controller.ts';
import { HealthController } from './health/health.controller.ts';
import { HomeController } from './home/home.controller.ts';
import { PublicPagesController } from './home/public-pages.controller.ts';
import { InboxController } from './inbox/inbox.controller.ts';
import { ThreadsController } from './inbox/threads.controller.ts';
import { AffectedController } from './incidents/affected.controller.ts';
import { AsksController } from './incidents/asks.controller.ts';
import { AttachmentsController } from './incidents/attachments.controller.ts';
import { BoardController } from './incidents/board.controller.ts';
import { ConsentsController } from './incidents/consents.controller.ts';
import { ExportsController } from './incidents/exports.controller.ts';
import { ImpactController } from './incidents/impact.controller.ts';
import { IncidentsController } from './incidents/incidents.controller.ts';
import { JoinsController } from './incidents/joins.controller.ts';
import { KindsController } from './incidents/kinds.controller.ts';
import { NotesController } from './incidents/notes.controller.ts';
import { NoticesController } from './incidents/notices.controller.ts';
import { OverviewController } from './incidents/overview.controller.ts';
import { TimelineController } from './incidents/timeline.controller.ts';
import { HeldAlertsController } from './lists/held-alerts.controller.ts';
import { ListPagesController } from './lists/list-pages.controller.ts';
import { ListRulesController } from './lists/list-rules.controller.ts';
import { ListsController } from './lists/lists.controller.ts';
import { SubscriptionsController } from './lists/subscriptions.controller.ts';
import { AckController } from './notifications/ack.controller.ts';
import { AdvisoriesController } from './notifications/advisories.controller.ts';
import { NotificationsController } from './notifications/notifications.controller.ts';
import { PublicAdvisoriesController } from './notifications/public-advisories.controller.ts';
import { TemplatesController } from './notifications/templates.controller.ts';
import { ContactChangeLinkController } from './operators/contact-change-link.controller.ts';
import { ContactChangesController } from './operators/contact-changes.controller.ts';
import { ContactPacksController } from './operators/contact-packs.controller.ts';
import { ContactsController } from './operators/contacts.controller.ts';
import { DirectoryController } from './operators/directory.controller.ts';
import { RootZonesController } from './operators/rootzones.controller.ts';
import { SpeakersController } from './operators/speakers.controller.ts';
import { KeyRoomController } from './own-keys/key-room.controller.ts';
import { WebKeyController } from './own-keys/web-key.controller.ts';
import { QuarantineController } from './quarantine/quarantine.controller.ts';
import { QueueBoardController } from './queue-board/queue-board.controller.ts';
import { AnchorsController } from './record/anchors.controller.ts';
import { AuditController } from './record/audit.controller.ts';
import { EntriesController } from './record/entries.controller.ts';
import { RecordController } from './record/record.controller.ts';
import { VerifierController } from './record/verifier.controller.ts';
import { AcceptanceController } from './reports/acceptance.controller.ts';
import { PublicReportsController } from './reports/public-reports.controller.ts';
import { ReportFormController } from './reports/report-form.controller.ts';
import { ReportProofController } from './reports/report-proof.controller.ts';
import { ReportsController } from './reports/reports.controller.ts';

/** Every group of routes; of two that fit an address the first one answers. */
export const CONTROLLERS = [
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
];
