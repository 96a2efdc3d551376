import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Principal } from '#libs/access';
import { Attachments, attachmentView } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { savedFile } from '../http/saved-file.ts';
import { TakesFile, uploadOf } from '../http/upload.ts';

@ApiTags('attachments')
@Controller('api/v1')
export class AttachmentsController {
  constructor(private readonly attachments: Attachments) {}

  @Post('incidents/:id/attachments')
  @Requires('incident.attach')
  @TakesFile()
  async add(@Caller() caller: Principal, @Param('id') id: string, @Req() request: Request): Promise<unknown> {
    const { name, received } = uploadOf(request);
    return attachmentView(await this.attachments.add(caller, readId(id), name, received));
  }

  @Get('incidents/:id/attachments')
  @Requires('incident.read')
  async list(@Caller() caller: Principal, @Param('id') id: string): Promise<unknown> {
    return { items: (await this.attachments.of(caller, readId(id))).map(attachmentView), next: null };
  }

  /** Whatever it claims to be, it is bytes to be saved: no browser shows it, runs it, or guesses what it is. */
  @Get('attachments/:id')
  @Requires('incident.read')
  @ApiProduces('application/octet-stream')
  async download(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Res() response: Response,
  ): Promise<void> {
    const { attachment, content } = await this.attachments.open(caller, readId(id));
    response.set(savedFile(attachment));
    await pipeline(content, response);
  }
}
