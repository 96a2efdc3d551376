import { Global, Module } from '@nestjs/common';
import { Timeline } from './timeline.service.ts';

@Global()
@Module({ providers: [Timeline], exports: [Timeline] })
export class TimelineModule {}
