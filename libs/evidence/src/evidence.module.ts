import { Global, Module } from '@nestjs/common';
import { ResponseTimes } from './measures/response-times.service.ts';
import { Threats } from './threats.service.ts';

const PROVIDED = [ResponseTimes, Threats];

@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class EvidenceModule {}
