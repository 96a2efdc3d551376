import { Inject, Injectable } from '@nestjs/common';
import type { EvidenceReportView } from '#libs/contracts';
import { Clock } from '#libs/database';
import { TRIAGE_RULES } from '#libs/incidents';
import { DirectoryGaps, RootZones, weakSpotCounts } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { resolveKind } from '#libs/triage';
import type { Period } from '../measures/period.ts';
import { ResponseTimes } from '../measures/response-times.service.ts';
import { outsideMeasureView, staffMeasureView } from '../measures/views.ts';
import { FEWEST_OPERATORS } from '../suppression.ts';
import { CountedEvidence } from './counts.service.ts';
import { sectionsOf } from './sections.ts';
import type { Reader } from './told.ts';

/** All but where everybody may read one: the service's settings say that. */
export type EvidenceReport = Omit<EvidenceReportView, 'publicPage'>;

/** Level, frequency and severity of what happens, and the gaps in the response to it, as an answer to the questions of 2010. */
@Injectable()
export class EvidenceReports {
  constructor(
    private readonly counts: CountedEvidence,
    private readonly times: ResponseTimes,
    private readonly gaps: DirectoryGaps,
    private readonly rootZones: RootZones,
    private readonly clock: Clock,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /** @param reader `outside`: only what five operators or more stand behind; the period must be a whole quarter that is over */
  async of(period: Period, reader: Reader): Promise<EvidenceReport> {
    const times = await this.times.of(period, 'severity', reader === 'outside');
    const zone = await this.rootZones.index();
    const ground = {
      period,
      counts: await this.counts.of(period),
      measures: times.map(reader === 'staff' ? staffMeasureView : outsideMeasureView),
      gaps: await this.gaps.counts(),
      spots: zone === null ? null : weakSpotCounts(zone.graph.tlds.values()),
      kindTitle: (kind: string) => resolveKind(this.rules, kind)?.title ?? kind,
    };
    return {
      ...period,
      madeAt: (await this.clock.now()).toISOString(),
      fewest: reader === 'staff' ? 1 : FEWEST_OPERATORS,
      sections: sectionsOf(ground, reader),
    };
  }
}
