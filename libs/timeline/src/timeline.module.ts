import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { RecordExports } from './exports.service.ts';
import { RecordLog } from './log/record-log.ts';
import { RECORD_SETTINGS, Sealer } from './log/sealer.ts';
import type { RecordSettings } from './log/sealer.ts';
import { WholeCheck } from './log/whole-check.ts';
import { Witnesses } from './log/witnesses.ts';
import { Timeline } from './timeline.service.ts';

@Global()
@Module({})
export class TimelineModule {
  static forRoot(settings: RecordSettings): DynamicModule {
    const provided = [Timeline, RecordLog, RecordExports, Sealer, WholeCheck, Witnesses];
    return {
      module: TimelineModule,
      providers: [...provided, { provide: RECORD_SETTINGS, useValue: settings }],
      exports: provided,
    };
  }
}
