import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { RawBodyRequest } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Config } from '#config/config';
import { publicReportSubmission } from '#libs/contracts';
import { AccessFault, Idempotency, newSecret } from '#libs/access';
import { Intake, PublicIntake, ReportRefused } from '#libs/incidents';
import { Public } from '../http/access.guard.ts';
import { sendPage } from '../pages/frame.ts';
import { sealed } from '../pages/link-pages.ts';
import { legibleClaims } from './legible-claims.ts';
import { readKey } from '../http/once-per-key.ts';
import { pointedErrors, RequestRefused } from '../http/problem.ts';
import type { Html } from '../pages/html.ts';
import { refusalOfFault } from '../http/problem.filter.ts';
import { PublicGate } from '../http/public-gate.ts';
import { bodyOf, faultsByField, strangersOf, typedOf } from './form/fields.ts';
import type { FieldFaults, Typed } from './form/fields.ts';
import { formPage, sentPage } from './form/page.ts';
import { refusalWords } from '../pages/refusal-words.ts';
import { CONFIG } from '../process/settings.ts';
import { switchedVisit, Visitor } from '../pages/visit.ts';
import type { Visit } from '../pages/visit.ts';

/** The report form for anybody. No session is looked at here: who is signed in reports like everybody else. */
@ApiTags('public reports')
@Controller('report')
export class ReportFormController {
  constructor(
    private readonly intake: PublicIntake,
    private readonly reports: Intake,
    private readonly idempotency: Idempotency,
    private readonly gate: PublicGate,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Public()
  show(@Res() response: Response, @Visitor() visit: Visit): void {
    this.send(response, visit, 200, { ...typedOf({}), tlp: 'AMBER', key: newSecret() }, {});
  }

  @Post()
  @Public()
  async submit(
    @Body() body: unknown,
    @Req() request: RawBodyRequest<Request>,
    @Res() response: Response,
    @Visitor() visit: Visit,
  ): Promise<void> {
    const typed = typedOf(body);
    const switched = switchedVisit(body, request, response);
    if (switched !== null) {
      this.send(response, switched, 200, typed, {});
      return;
    }
    const sent = bodyOf(typed);
    const read = publicReportSubmission.safeParse(sent);
    const strangers = strangersOf(body);
    const received = request.rawBody ?? Buffer.alloc(0);
    try {
      if (!read.success || strangers.length > 0) {
        const others = await this.gate.pass('form', () => this.reports.faultsOf(legibleClaims.parse(sent)));
        const faults = faultsByField([...pointedErrors(read.error?.issues ?? []), ...others], typed);
        this.send(response, visit, 400, typed, faults, strangers);
        return;
      }
      // The form brings a key along: pressed twice, it is sent once.
      const key = readKey(typed.key === '' ? undefined : typed.key);
      const idempotency =
        key === undefined
          ? undefined
          : { key, request: this.idempotency.digestOf('POST', '/report', received) };
      const receipt = await this.gate.pass('form', () =>
        this.intake.submit({
          submission: read.data,
          received,
          language: visit.language,
          from: request.ip,
          idempotency,
        }),
      );
      sendPage(sealed(response), visit, sentPage(visit, receipt, read.data.reporter.email), 202);
    } catch (error) {
      this.refuse(response, visit, typed, error);
    }
  }

  /** What the sender can do something about is told in the page; the rest is for the filter. */
  private refuse(response: Response, visit: Visit, typed: Typed, error: unknown): void {
    if (error instanceof ReportRefused) {
      this.send(response, visit, 400, typed, faultsByField(error.errors, typed));
      return;
    }
    const refusal = error instanceof AccessFault ? refusalOfFault(error) : error;
    if (!(refusal instanceof RequestRefused)) throw error;
    response.set(refusal.headers);
    const seconds = Number(refusal.headers['Retry-After'] ?? 60);
    const why = refusalWords(visit, refusal, { seconds, mail: this.config.MAIL_FROM });
    // Another key: what was sent under this one is another report.
    this.send(response, visit, refusal.status, { ...typed, key: newSecret() }, {}, [], why);
  }

  private send(
    response: Response,
    visit: Visit,
    status: number,
    typed: Typed,
    faults: FieldFaults,
    strangers: string[] = [],
    why?: Html,
  ): void {
    const form = { typed, faults, strangers, why, mail: this.config.MAIL_FROM };
    sendPage(sealed(response), visit, formPage(visit, form), status);
  }
}
