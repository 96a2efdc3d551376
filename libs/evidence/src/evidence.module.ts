import { Global, Module } from '@nestjs/common';
import { Threats } from './threats.service.ts';

@Global()
@Module({ providers: [Threats], exports: [Threats] })
export class EvidenceModule {}
