import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import type { Language, ResponseTimesView } from '#libs/contracts';
import { kindName, MEASURED_BY, operatorSlug, REGIONS, SEVERITIES } from '#libs/contracts';
import { Clock } from '#libs/database';
import {
  FEWEST_OPERATORS,
  outsideMeasureView,
  ResponseTimes,
  rulesIn,
  staffMeasureView,
} from '#libs/evidence';
import { TRIAGE_RULES } from '#libs/incidents';
import { Directory } from '#libs/operators';
import type { TriageRules } from '#libs/triage';
import { resolveKind } from '#libs/triage';
import { Caller, Requires } from '../http/access.guard.ts';
import { operatorNamed } from '../operators/operator-named.ts';
import { invalid, readBy } from '../http/problem.ts';
import { QueryOf } from '../http/query-of.ts';
import { ReadersLanguage } from '../pages/visit.ts';
import { assertPastQuarter, periodOf, periodQuery, usualPeriod } from './period-query.ts';
import { languageQuery } from './reading-language.ts';

const oneOf = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });
const query = z.strictObject({
  ...periodQuery,
  ...languageQuery,
  by: oneOf(MEASURED_BY).default('severity').describe('By what the figures are told apart.'),
  kind: kindName.optional(),
  severity: oneOf(SEVERITIES).optional(),
  region: oneOf(REGIONS).optional(),
  operator: operatorSlug.optional(),
});
type Asked = Omit<z.output<typeof query>, 'language'>;

@ApiTags('stats')
@Controller('api/v1/stats')
export class ResponseTimesController {
  constructor(
    private readonly times: ResponseTimes,
    private readonly clock: Clock,
    private readonly directory: Directory,
    @Inject(TRIAGE_RULES) private readonly rules: TriageRules,
  ) {}

  /**
   * How long things take: receipt, triage, first notice, the operator's answer, mitigation, closure; each with its median, the time
   * that nine in ten did not exceed, how many, how many are open, and what was measured in words. Exercises never count.
   * Observers see one whole quarter that is over (the last, unless another is asked for), no operator by name, nothing narrowed,
   * and no figure that stands for fewer than five operators.
   */
  @Get('response-times')
  @Requires('stats.read')
  @QueryOf(query)
  async responseTimes(
    @Caller() caller: Principal,
    @Query() given: unknown,
    @ReadersLanguage() readers: Language,
  ): Promise<ResponseTimesView> {
    const { language = readers, ...asked } = readBy(query, given);
    const now = await this.clock.now();
    return sightOf(caller).all ? this.forStaff(asked, now, language) : this.forOthers(asked, now, language);
  }

  private async forStaff(asked: Asked, now: Date, language: Language): Promise<ResponseTimesView> {
    const period = periodOf(asked, usualPeriod(true, now));
    const operator = await operatorNamed(this.directory, asked.operator);
    const kind = asked.kind === undefined ? undefined : this.knownKind(asked.kind);
    const { by, severity, region } = asked;
    const part = { ...period, kind, severity, region, operator: operator?.id };
    const measures = (await this.times.of(part, by, false)).map((one) => staffMeasureView(one, language));
    return { ...period, by, fewest: 1, rules: rulesIn(language), measures };
  }

  private async forOthers(asked: Asked, now: Date, language: Language): Promise<ResponseTimesView> {
    const { by, kind, severity, region, operator } = asked;
    const narrowed = Object.entries({ kind, severity, region, operator }).filter(
      ([, value]) => value !== undefined,
    );
    if (narrowed.length > 0)
      throw invalid(
        narrowed.map(([name]) => ({ pointer: `/${name}`, message: 'is for the people of DNS-CERT alone' })),
      );
    if (by === 'operator')
      throw invalid([{ pointer: '/by', message: 'operator is for the people of DNS-CERT alone' }]);
    const period = periodOf(asked, usualPeriod(false, now));
    assertPastQuarter(period, now);
    const measures = (await this.times.of(period, by, true)).map((one) => outsideMeasureView(one, language));
    return { ...period, by, fewest: FEWEST_OPERATORS, rules: rulesIn(language), measures };
  }

  private knownKind(claimed: string): string {
    const kind = resolveKind(this.rules, claimed);
    if (kind === null) throw invalid([{ pointer: '/kind', message: 'is not a kind of incident' }]);
    return kind.name;
  }
}
