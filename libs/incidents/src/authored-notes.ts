import { In } from 'typeorm';
import { User } from '#libs/access';
import type { Tx } from '#libs/database';
import { Operator } from '#libs/operators';
import type { Note } from './incident.entity.ts';

/** A note with who wrote it; for the CERT's own people alone. */
export interface AuthoredNote {
  note: Note;
  authorName: string;
  /** For whom they wrote; null for our own people. */
  operator: Operator | null;
}

export async function authoredNotes(manager: Tx, notes: Note[]): Promise<AuthoredNote[]> {
  if (notes.length === 0) return [];
  const authors = await manager
    .getRepository(User)
    .find({ select: { id: true, name: true }, where: { id: In(notes.map(({ authorId }) => authorId)) } });
  const operators = await manager
    .getRepository(Operator)
    .findBy({ id: In(notes.flatMap(({ operatorId }) => operatorId ?? [])) });
  return notes.map((note) => ({
    note,
    authorName: authors.find(({ id }) => id === note.authorId)?.name ?? '',
    operator: operators.find(({ id }) => id === note.operatorId) ?? null,
  }));
}
