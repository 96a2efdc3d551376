import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConfirmationWay, ContactChangeKind, ContactChangeState, TimelineActor } from '#libs/contracts';
import { WorkRow } from '#libs/queue';
import type { ContactFields } from './fields.ts';

/** By whom a change was confirmed, and how one knows. */
export interface Confirmation {
  how: ConfirmationWay;
  by: TimelineActor;
  at: string;
  /** Of the old key. */
  fingerprint?: string;
  /** That was called back, and how the lead knew who answered. */
  number?: string;
  reason?: string;
}

/** One of the two who let a change go on although the operator is frozen. */
export interface FreezeOverride {
  by: TimelineActor;
  reason: string;
  at: string;
}

/** A change of where mail goes or to which key, which waits for more than one person's word. */
@Entity('contact_changes')
export class ContactChange extends WorkRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  operatorId!: string;

  /** The contact's id, or the one it will have once it is added. */
  @Column('uuid')
  contactId!: string;

  @Column('text')
  what!: ContactChangeKind;

  /** The fields that change, as they were when it was asked. */
  @Column('jsonb')
  was!: Partial<ContactFields>;

  @Column('jsonb')
  becomes!: Partial<ContactFields>;

  /** Address and role at that time, for people. */
  @Column('text')
  contact!: string;

  /** The text that the old key signs; good for this change alone, and once. */
  @Column('text')
  challenge!: string;

  @Column('text')
  state!: ContactChangeState;

  @Column('jsonb')
  askedBy!: TimelineActor;

  /** Of their account: a second channel is somebody else, where there is somebody else. */
  @Column('text')
  askerEmail!: string;

  @Column('timestamptz')
  askedAt!: Date;

  /** Begins anew when the change is no longer frozen. */
  @Column('timestamptz')
  expiresAt!: Date;

  @Column('jsonb', { nullable: true })
  confirmation!: Confirmation | null;

  @Column('jsonb', { default: '[]' })
  overrides!: FreezeOverride[];

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('text', { nullable: true })
  endedWhy!: string | null;
}

/** A one-time link that was mailed to a contact who may confirm or refuse. Only its digest is kept. */
@Entity('contact_change_links')
export class ContactChangeLink {
  @PrimaryColumn('bytea')
  hash!: Buffer;

  @Column('uuid')
  changeId!: string;

  @Column('uuid')
  contactId!: string;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
