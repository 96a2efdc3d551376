import { Global, Module } from '@nestjs/common';
import { ResponseTimes } from './measures/response-times.service.ts';
import { CountedEvidence } from './report/counts.service.ts';
import { EvidenceReports } from './report/evidence-report.service.ts';
import { Threats } from './threats.service.ts';

const PROVIDED = [CountedEvidence, EvidenceReports, ResponseTimes, Threats];

@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class EvidenceModule {}
