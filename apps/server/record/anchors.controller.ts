import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../http/access.guard.ts';
import { RequestRefused } from '../http/problem.ts';
import { RecordAnchors } from './record-anchors.ts';
import type { Anchor } from './record-anchors.ts';

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Heads of the record's log, one a day, for everybody: they tell nothing of what was recorded, and bind whoever keeps it. */
@ApiTags('public')
@Controller('record/anchors')
export class AnchorsController {
  constructor(private readonly anchors: RecordAnchors) {}

  /** Every day there is, with the size of the log: one line each, the newest first. */
  @Get()
  @Public()
  @ApiProduces('text/plain')
  async list(@Res() response: Response): Promise<void> {
    const lines = (await this.anchors.all()).map(
      ({ day, size, token }) => `${day} ${size}${token === null ? '' : ' stamped'}\n`,
    );
    response.type('text/plain').send(lines.join(''));
  }

  /** The signed head of that day, as C2SP has it. */
  @Get(':day')
  @Public()
  @ApiProduces('text/plain')
  async one(@Param('day') day: string, @Res() response: Response): Promise<void> {
    response.type('text/plain').send((await this.find(day)).note);
  }

  /** What the timestamp server said of it (RFC 3161): `openssl ts -verify -data HEAD -in TOKEN`. */
  @Get(':day/timestamp')
  @Public()
  @ApiProduces('application/timestamp-reply')
  async timestamp(@Param('day') day: string, @Res() response: Response): Promise<void> {
    const { token } = await this.find(day);
    if (token === null) throw new RequestRefused(404, 'record.no_timestamp', 'That head was not stamped.');
    response.type('application/timestamp-reply').send(token);
  }

  private async find(day: string): Promise<Anchor> {
    const found = isDay(day) ? await this.anchors.of(day) : null;
    if (found === null) throw new RequestRefused(404, 'record.no_anchor', 'There is no head of that day.');
    return found;
  }
}
