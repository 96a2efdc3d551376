import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AdvisoryLanguage, AdvisoryState, TimelineActor } from '#libs/contracts';

/** What an advisory says. It is TLP:CLEAR, always. */
export abstract class AdvisoryText {
  @Column('text')
  title!: string;

  @Column('text')
  summary!: string;

  @Column('text')
  body!: string;

  /** Web addresses; `references` is a word of SQL. */
  @Column('jsonb')
  links!: string[];

  @Column('text')
  language!: AdvisoryLanguage;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;
}

/** An advisory with the text that is worked on. `version` is its ETag. */
@Entity('advisories')
export class Advisory extends AdvisoryText {
  @PrimaryColumn('uuid')
  id!: string;

  /** Null until it is published. */
  @Column('text', { unique: true, nullable: true })
  number!: string | null;

  @Column('text')
  state!: AdvisoryState;

  @Column('jsonb')
  createdBy!: TimelineActor;

  @Column('timestamptz')
  createdAt!: Date;

  /** Of the present text: this person asks, and another one publishes. */
  @Column('jsonb')
  writtenBy!: TimelineActor;

  @Column('uuid')
  writtenById!: string;

  @Column('timestamptz')
  updatedAt!: Date;

  /** Set while its writer asks another person to publish it. */
  @Column('timestamptz', { nullable: true })
  askedAt!: Date | null;

  @Column('text', { nullable: true })
  correction!: string | null;

  @Column('jsonb', { nullable: true })
  withdrawnBy!: TimelineActor | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt!: Date | null;

  @Column('text', { nullable: true })
  withdrawnReason!: string | null;

  @Column('integer', { default: 1 })
  version!: number;
}

/** A text as the public got it. */
@Entity('advisory_editions')
export class AdvisoryEdition extends AdvisoryText {
  @PrimaryColumn('uuid')
  advisoryId!: string;

  /** 1 for the first. */
  @PrimaryColumn('integer')
  edition!: number;

  /** What the public is told of the change; null for the first. */
  @Column('text', { nullable: true })
  correction!: string | null;

  @Column('jsonb')
  writtenBy!: TimelineActor;

  @Column('jsonb')
  publishedBy!: TimelineActor;

  @Column('timestamptz')
  publishedAt!: Date;
}
