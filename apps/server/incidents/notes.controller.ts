import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { multiLine } from '#libs/contracts';
import type { NoteView, PageView, StaffNoteView } from '#libs/contracts';
import type { Principal } from '#libs/access';
import { sightOf } from '#libs/access';
import { Cases, Incidents, noteView, staffNoteView } from '#libs/incidents';
import { Caller, Requires } from '../http/access.guard.ts';
import { readId } from '../http/ids.ts';
import { OncePerKey } from '../http/once-per-key.ts';
import { readBy, schemaOf } from '../http/problem.ts';

const note = z.strictObject({
  body: multiLine(32 * 1024).refine((text) => text.trim() !== '', 'must not be blank'),
});
/** What people write beside an incident; an operator reads its own notes and those that are for it. */
@ApiTags('incidents')
@Controller('api/v1/incidents/:id/notes')
export class NotesController {
  constructor(
    private readonly incidents: Incidents,
    private readonly cases: Cases,
  ) {}

  @Get()
  @Requires('incident.read')
  async notes(
    @Caller() caller: Principal,
    @Param('id') id: string,
  ): Promise<PageView<NoteView | StaffNoteView>> {
    const sight = sightOf(caller);
    if (!sight.all) {
      const one = await this.cases.find(sight.operatorId, readId(id));
      return { items: (await this.cases.notesOf(one)).map(noteView), next: null };
    }
    const incident = await this.incidents.find(caller, readId(id));
    return { items: (await this.incidents.notesOf(incident.id)).map(staffNoteView), next: null };
  }

  @Post()
  @Requires('incident.note')
  @OncePerKey()
  @ApiBody({ schema: schemaOf(note) })
  async addNote(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<NoteView | StaffNoteView> {
    const { body: text } = readBy(note, body);
    const incident = await this.incidents.find(caller, readId(id));
    const added = await this.incidents.addNote(caller, incident.id, text);
    return sightOf(caller).all
      ? staffNoteView({ note: added, authorName: caller.name, operator: null })
      : { ...noteView(added), incidentId: readId(id) };
  }
}
