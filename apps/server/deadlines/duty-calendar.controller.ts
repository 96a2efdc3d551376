import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Config } from '#config/config';
import { calendarOf, DutyRota } from '#libs/deadlines';
import { Public } from '../http/access.guard.ts';
import { CONFIG } from '../process/settings.ts';

/** ms; of shifts that are told. */
const BEFORE = 14 * 86_400_000;
const AFTER = 90 * 86_400_000;

/** The rota for calendar programs, which have no account: whoever holds the address reads who is on duty when, and nothing else. */
@ApiTags('rota')
@Controller()
export class DutyCalendarController {
  constructor(
    private readonly rota: DutyRota,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('duty/:token')
  @Public()
  async calendar(@Param('token') token: string, @Res() response: Response): Promise<void> {
    const { userId, language } = await this.rota.feedOf(token.replace(/\.ics$/, ''));
    const { now } = await this.rota.inForce();
    const { shifts, inForce } = await this.rota.shifts(
      new Date(now.getTime() - BEFORE),
      new Date(now.getTime() - BEFORE + AFTER),
    );
    const text = calendarOf(shifts, inForce.names, { host: this.config.MAIL_DOMAIN, own: userId, language });
    response.setHeader('Cache-Control', 'private, no-store');
    response.type('text/calendar; charset=utf-8').send(text);
  }
}
