import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A report of our own that goes all the way. */
@Entity('canaries')
export class Canary {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  reportId!: string;

  @Column('text')
  state!: 'out' | 'home' | 'lost';

  /** Null: no mail was to be sent. */
  @Column('text', { nullable: true })
  mailedTo!: string | null;

  @Column('timestamptz')
  sentAt!: Date;

  @Column('timestamptz', { nullable: true })
  triagedAt!: Date | null;

  /** When its mail was written. */
  @Column('timestamptz', { nullable: true })
  mailedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  /** Where it got stuck. */
  @Column('text', { nullable: true })
  why!: string | null;
}
