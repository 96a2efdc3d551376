import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Calls } from './calls/calls.service.ts';
import { Climbing } from './climbing.service.ts';
import { Clocks } from './clocks.service.ts';
import { Deadlines } from './deadlines.service.ts';
import { GivenFacts } from './given-facts.service.ts';
import { Gaps } from './hand-over/gaps.service.ts';
import { HandOvers } from './hand-over/hand-overs.service.ts';
import { Alarms } from './paging/alarms.service.ts';
import { DutyPeople } from './paging/duty-people.service.ts';
import { OwnPaging } from './paging/own-paging.service.ts';
import { Pager } from './paging/pager.service.ts';
import { PageSending } from './paging/page-sending.service.ts';
import { Standstills } from './paging/standstills.service.ts';
import { UntakenPages } from './paging/untaken-pages.service.ts';
import { Reckonings } from './reckonings.service.ts';
import { DutyRota } from './rota/rota.service.ts';
import { LADDERS, PAGING_SETTINGS } from './settings.ts';
import type { Ladders, PagingSettings } from './settings.ts';
import { Watching } from './watching.service.ts';

@Module({})
export class DeadlinesModule {
  static forRoot(ladders: Ladders, paging: PagingSettings): DynamicModule {
    const provided = [
      Alarms,
      Calls,
      Climbing,
      Clocks,
      Deadlines,
      DutyPeople,
      DutyRota,
      Gaps,
      GivenFacts,
      HandOvers,
      OwnPaging,
      Pager,
      PageSending,
      Reckonings,
      Standstills,
      UntakenPages,
      Watching,
      { provide: LADDERS, useValue: ladders },
      { provide: PAGING_SETTINGS, useValue: paging },
    ];
    return { module: DeadlinesModule, global: true, providers: provided, exports: provided };
  }
}
