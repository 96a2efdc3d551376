import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TimelineActor } from '#libs/contracts';

/** Everybody is asked by mail to press one button, to learn who can be reached. */
@Entity('drills')
export class Drill {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  note!: string;

  /** h from the start. */
  @Column('integer')
  answerWithin!: number;

  @Column('jsonb')
  askedBy!: TimelineActor;

  @Column('timestamptz')
  askedAt!: Date;

  /** The second person; null where it takes none, or has none yet. */
  @Column('jsonb', { nullable: true })
  approvedBy!: TimelineActor | null;

  @Column('timestamptz', { nullable: true })
  startedAt!: Date | null;

  /** What is answered later does not count. */
  @Column('timestamptz', { nullable: true })
  answerBy!: Date | null;
}
