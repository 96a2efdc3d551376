import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TimelineActor } from '#libs/contracts';

/** A person's right to speak for an operator. It is never deleted: what was said while it was in force stands. */
@Entity('speaking_rights')
export class SpeakingRight {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  userId!: string;

  @Column('uuid')
  operatorId!: string;

  @Column('timestamptz')
  fromAt!: Date;

  /** Null: until somebody ends it. */
  @Column('timestamptz', { nullable: true })
  untilAt!: Date | null;

  @Column('jsonb')
  grantedBy!: TimelineActor;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  grantedAt!: Date;

  @Column('text')
  reason!: string;

  /** Who set its end later than it was given. */
  @Column('jsonb', { nullable: true })
  endedBy!: TimelineActor | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('text', { nullable: true })
  endedReason!: string | null;
}
