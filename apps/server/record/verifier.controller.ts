import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../http/access.guard.ts';
import { RequestRefused } from '../http/problem.ts';

const NAME = 'dnscert-verify.mjs';
const here = fileURLToPath(new URL('.', import.meta.url));
/** As `build.mjs` leaves it: above the built server, or in `dist` when the sources themselves run. */
const FOLDER = [join(here, '../../..'), join(here, '../../../dist')].find((folder) =>
  existsSync(join(folder, NAME)),
);

/** The program that checks an export of the record: whoever was given one needs it, and nothing else of us. */
@ApiTags('public')
@Controller('record')
export class VerifierController {
  /** One file for Node.js 20 or newer, which needs no network: `node dnscert-verify.mjs EXPORT`. */
  @Get(NAME)
  @Public()
  @ApiProduces('application/octet-stream')
  send(@Res() response: Response): void {
    if (FOLDER === undefined)
      throw new RequestRefused(404, 'record.no_verifier', 'It was not built. Run: node build.mjs');
    // For a folder of the reader's, and no browser: nothing of it is to run on our pages.
    response.type('application/octet-stream').attachment(NAME).sendFile(NAME, { root: FOLDER });
  }
}
