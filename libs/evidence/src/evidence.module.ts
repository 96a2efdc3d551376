import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ResponseTimes } from './measures/response-times.service.ts';
import { RegulatorDrafts } from './drafts/regulator-drafts.service.ts';
import { Canaries } from './pipeline/canaries.service.ts';
import { Heartbeat } from './pipeline/heartbeat.service.ts';
import { PIPELINE_SETTINGS } from './pipeline/settings.ts';
import type { PipelineSettings } from './pipeline/settings.ts';
import { PipelineSigns } from './pipeline/signs.service.ts';
import { CountedEvidence } from './report/counts.service.ts';
import { EvidenceReports } from './report/evidence-report.service.ts';
import { Threats } from './threats.service.ts';

const PROVIDED = [
  Canaries,
  CountedEvidence,
  EvidenceReports,
  Heartbeat,
  PipelineSigns,
  RegulatorDrafts,
  ResponseTimes,
  Threats,
];

@Global()
@Module({})
export class EvidenceModule {
  static forRoot(pipeline: PipelineSettings): DynamicModule {
    return {
      module: EvidenceModule,
      providers: [...PROVIDED, { provide: PIPELINE_SETTINGS, useValue: pipeline }],
      exports: PROVIDED,
    };
  }
}
