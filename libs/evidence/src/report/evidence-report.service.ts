import { Inject, Injectable } from '@nestjs/common';
import type { EvidenceReportView, Language } from '#libs/contracts';
import { Clock } from '#libs/database';
import { TRIAGE_RULES } from '#libs/incidents';
import { DirectoryGaps, RootZones, weakSpotCounts } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { resolveKind } from '#libs/triage';
import { rulesIn } from '../measures/definitions.ts';
import type { Period } from '../measures/period.ts';
import { ResponseTimes } from '../measures/response-times.service.ts';
import { outsideMeasureView, staffMeasureView } from '../measures/views.ts';
import { FEWEST_OPERATORS } from '../suppression.ts';
import { CountedEvidence } from './counts.service.ts';
import { sectionsOf } from './sections.ts';
import type { Reader } from './told.ts';
import { REPORT_WORDS } from './words/index.ts';

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

  /**
   * @param reader `outside`: only what five operators or more stand behind; the period must be a whole quarter that is over
   * @param kindTitle what a kind of incident is called in that language; null: as the kind file calls it
   */
  async of(
    period: Period,
    reader: Reader,
    language: Language,
    kindTitle: (kind: string) => string | null,
  ): Promise<EvidenceReport> {
    const measureView = reader === 'staff' ? staffMeasureView : outsideMeasureView;
    const times = await this.times.of(period, 'severity', reader === 'outside');
    const zone = await this.rootZones.index();
    const ground = {
      period,
      counts: await this.counts.of(period),
      measures: times.map((one) => measureView(one, language)),
      gaps: await this.gaps.counts(),
      spots: zone === null ? null : weakSpotCounts(zone.graph.tlds.values()),
      words: REPORT_WORDS[language],
      rules: rulesIn(language),
      kindTitle: (kind: string) => kindTitle(kind) ?? resolveKind(this.rules, kind)?.title ?? kind,
    };
    return {
      ...period,
      madeAt: (await this.clock.now()).toISOString(),
      fewest: reader === 'staff' ? 1 : FEWEST_OPERATORS,
      sections: sectionsOf(ground, reader),
    };
  }
}
