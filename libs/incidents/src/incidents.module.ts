import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { TriageRules } from '#libs/triage';
import { Attachments } from './attachments/attachments.service.ts';
import { ATTACHMENT_STORE } from './attachments/store.ts';
import type { AttachmentStore } from './attachments/store.ts';
import { Announcing } from './announcing.service.ts';
import { Incidents } from './incidents.service.ts';
import { Intake } from './intake.service.ts';
import { Joins } from './joins.service.ts';
import { Listings } from './listings.service.ts';
import { TELLING_POLICY, TRIAGE_RULES } from './rules.ts';
import type { TellingPolicy } from './rules.ts';
import { Splits } from './splits.service.ts';
import { Triage } from './triage.service.ts';

@Module({})
export class IncidentsModule {
  static forRoot(rules: TriageRules, policy: TellingPolicy, store: AttachmentStore): DynamicModule {
    const provided = [
      Announcing,
      Attachments,
      Incidents,
      Intake,
      Joins,
      Listings,
      Splits,
      Triage,
      { provide: TRIAGE_RULES, useValue: rules },
      { provide: TELLING_POLICY, useValue: policy },
      { provide: ATTACHMENT_STORE, useValue: store },
    ];
    return { module: IncidentsModule, global: true, providers: provided, exports: provided };
  }
}
