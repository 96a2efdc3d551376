import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Tlp } from '#libs/contracts';
import { WorkRow } from '#libs/queue';

/** Asks the room above to mail one person about their account or their wish; see {@link Letters}. */
@Entity('letters')
export class Letter extends WorkRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  state!: 'due' | 'prepared' | 'quarantined' | 'discarded';

  /** A file of the notifications' templates. */
  @Column('text')
  template!: string;

  @Column('text')
  tlp!: Tlp;

  /** Without a language it goes in the one in which the directory has that address, if it has. */
  @Column('jsonb')
  recipient!: { email: string; name: string | null; language: string | null; timezone: string };

  /** Emptied when the mail has been prepared: a link in it may be a secret. */
  @Column('jsonb')
  variables!: Record<string, string>;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  createdAt!: Date;
}
