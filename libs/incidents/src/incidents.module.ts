import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CONTACT_FREEZES } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { Attachments } from './attachments/attachments.service.ts';
import { ATTACHMENT_STORE } from './attachments/store.ts';
import type { AttachmentStore } from './attachments/store.ts';
import { Answers } from './answers.service.ts';
import { Announcing } from './announcing.service.ts';
import { Board } from './board/board.service.ts';
import { Fresh } from './board/fresh.service.ts';
import type { Promises } from './board/promises.ts';
import { Cases } from './cases.service.ts';
import { Changes } from './changes.service.ts';
import { Consents } from './consents.service.ts';
import { HijackFreezes } from './hijack-freezes.service.ts';
import { Acceptance } from './public/acceptance.service.ts';
import { Examination } from './examination.service.ts';
import { Entries } from './entries.service.ts';
import { Incidents } from './incidents.service.ts';
import { Intake } from './intake.service.ts';
import { Joins } from './joins.service.ts';
import { Listings } from './listings.service.ts';
import { PROMISES, TELLING_POLICY, TRIAGE_RULES } from './rules.ts';
import type { TellingPolicy } from './rules.ts';
import { Proofs } from './public/proofs.service.ts';
import { PublicIntake } from './public/public-intake.service.ts';
import { PublicListings } from './public/public-listings.service.ts';
import { RelatedIncidents } from './related.service.ts';
import { Splits } from './splits.service.ts';
import { TimelineNames } from './timeline-names.service.ts';
import { Triage } from './triage.service.ts';

@Module({})
export class IncidentsModule {
  static forRoot(
    rules: TriageRules,
    promises: Promises,
    policy: TellingPolicy,
    store: AttachmentStore,
  ): DynamicModule {
    const provided = [
      Acceptance,
      Announcing,
      Answers,
      Attachments,
      Board,
      Cases,
      Changes,
      Consents,
      HijackFreezes,
      { provide: CONTACT_FREEZES, useExisting: HijackFreezes },
      Examination,
      Fresh,
      Incidents,
      Entries,
      Intake,
      Joins,
      Listings,
      Proofs,
      PublicIntake,
      PublicListings,
      RelatedIncidents,
      Splits,
      TimelineNames,
      Triage,
      { provide: TRIAGE_RULES, useValue: rules },
      { provide: PROMISES, useValue: promises },
      { provide: TELLING_POLICY, useValue: policy },
      { provide: ATTACHMENT_STORE, useValue: store },
    ];
    return { module: IncidentsModule, global: true, providers: provided, exports: provided };
  }
}
