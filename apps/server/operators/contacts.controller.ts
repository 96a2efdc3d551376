import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpStatus,
  Param,
  Patch,
  Post,
  Put,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import { contactAddition, contactEdit, contactKeyBody } from '#libs/contracts';
import type { Edited } from '#libs/operators';
import { contactChangeView, contactView, ContactEdits, Directory } from '#libs/operators';
import { Caller, Requires } from '../http/access.guard.ts';
import { etagOf, versionOf } from '../http/etag.ts';
import { IfMatch } from '../http/if-match.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { operatorSeenBy } from './operator-by-slug.ts';
import { readBy, schemaOf } from '../http/problem.ts';

/**
 * Edits of contacts and keys, by the operator itself or a lead. 200 where it is done, 202 where it waits to be confirmed:
 * `{ contact, change }`, the contact as it is and the change that waits, null where there is none.
 */
@ApiTags('directory')
@Controller('api/v1')
export class ContactsController {
  constructor(
    private readonly directory: Directory,
    private readonly edits: ContactEdits,
  ) {}

  @Post('operators/:slug/contacts')
  @Requires('contact.edit')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(contactAddition) })
  async add(
    @Caller() caller: Principal,
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const operator = await operatorSeenBy(this.directory, caller, slug);
    const given = readBy(contactAddition, body);
    return answer(caller, response, await this.edits.add(caller, operator, given));
  }

  @Get('contacts/:id')
  @Requires('directory.read')
  async one(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const contact = await this.edits.contactSeenBy(caller, readId(id));
    response.setHeader('ETag', etagOf(contact.version));
    return contactView(contact);
  }

  @Patch('contacts/:id')
  @Requires('contact.edit')
  @IfMatch()
  @ApiBody({ schema: schemaOf(contactEdit) })
  async edit(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const contact = await this.edits.contactSeenBy(caller, readId(id));
    const given = readBy(contactEdit, body);
    const version = versionOf(ifMatch, contact.version, 'contact');
    return answer(caller, response, await this.edits.edit(caller, contact.id, version, given));
  }

  @Delete('contacts/:id')
  @Requires('contact.edit')
  @IfMatch()
  async remove(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const contact = await this.edits.contactSeenBy(caller, readId(id));
    const version = versionOf(ifMatch, contact.version, 'contact');
    return answer(caller, response, await this.edits.remove(caller, contact.id, version));
  }

  @Put('contacts/:id/key')
  @Requires('contact.edit')
  @ApiBody({ schema: schemaOf(contactKeyBody) })
  async setKey(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const contact = await this.edits.contactSeenBy(caller, readId(id));
    const { key } = readBy(contactKeyBody, body);
    return answer(caller, response, await this.edits.setKey(caller, contact.id, key));
  }

  @Delete('contacts/:id/key')
  @Requires('contact.edit')
  async removeKey(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    return answer(caller, response, await this.edits.removeKey(caller, readId(id)));
  }

  /** The armoured key that a contact has at present; 404 for other operators', as if it were not there. */
  @Get('keys/:fingerprint')
  @Requires('directory.read')
  async key(@Caller() caller: Principal, @Param('fingerprint') fingerprint: string): Promise<unknown> {
    return this.directory.keySeenBy(sightOf(caller), fingerprint);
  }
}

function answer(caller: Principal, response: Response, { contact, change }: Edited): unknown {
  response.status(change === null ? HttpStatus.OK : HttpStatus.ACCEPTED);
  if (contact !== null) response.setHeader('ETag', etagOf(contact.version));
  return {
    contact: contact === null ? null : contactView(contact),
    change: change === null ? null : contactChangeView(change, sightOf(caller).all),
  };
}
