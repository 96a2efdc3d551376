import { useQuery } from '@tanstack/react-query';
import type { NoteView, PageView, StaffNoteView } from '#libs/contracts';
import { read, send } from './call.ts';

/** Who wrote it is told to the CERT's own people alone. */
export type Note = NoteView & Partial<Pick<StaffNoteView, 'authorName' | 'operator'>>;

/** The newest first. */
export const useNotes = (incidentId: string) =>
  useQuery({
    queryKey: ['incident', incidentId, 'notes'],
    queryFn: async ({ signal }): Promise<Note[]> =>
      (await read<PageView<Note>>(`incidents/${incidentId}/notes`, {}, signal)).items.reverse(),
  });

export const addNote = (incidentId: string, body: string, key: string): Promise<Note> =>
  send('POST', `incidents/${incidentId}/notes`, { body }, { key });
