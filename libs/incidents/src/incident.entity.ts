import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AffectedState,
  IncidentState,
  Resource,
  ServiceState,
  Severity,
  TldImpact,
  Tlp,
} from '#libs/contracts';
import { WorkRow } from '#libs/queue';
import type { ReasonText, TriageReasons } from './report.entity.ts';

/** What is going on, as we judge it. `version` is its ETag. */
@Entity('incidents')
export class Incident {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text')
  state!: IncidentState;

  @Column('text')
  title!: string;

  @Column('text', { default: '' })
  summary!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  severity!: Severity;

  @Column('text')
  tlp!: Tlp;

  @Column('boolean', { default: false })
  exercise!: boolean;

  /** Made by the service to try itself: in no list and no figure. */
  @Column('boolean', { default: false })
  canary!: boolean;

  /** False: opened by a public report, and neither a source that we know nor a responder has judged it since. */
  @Column('boolean', { default: true })
  confirmed!: boolean;

  @Column('jsonb', { default: '{}' })
  reasons!: TriageReasons;

  @Column('jsonb', { default: '[]' })
  resources!: Resource[];

  /** TLDs that its reports name or that its resources touch, soft ones left out. */
  @Column('text', { array: true, default: '{}' })
  tlds!: string[];

  @Column('uuid', { nullable: true })
  assigneeId!: string | null;

  @Column('uuid', { nullable: true })
  mergedIntoId!: string | null;

  @Column('timestamptz', { nullable: true })
  occurredAt!: Date | null;

  @Column('timestamptz')
  openedAt!: Date;

  @Column('timestamptz')
  lastReportAt!: Date;

  /** Stays when the incident is opened again. */
  @Column('timestamptz', { nullable: true })
  firstClosedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  updatedAt!: Date;
}

/**
 * An operator in an incident, with a state of its own, and the incident as this operator knows it: what others report or
 * answer changes the incident and never this.
 */
@Entity('affected_operators')
export class AffectedOperator {
  @PrimaryColumn('uuid')
  incidentId!: string;

  @PrimaryColumn('uuid')
  operatorId!: string;

  @Column('text')
  state!: AffectedState;

  @Column('text', { default: 'unknown' })
  serviceState!: ServiceState;

  @Column('jsonb', { default: '[]' })
  tlds!: Omit<TldImpact, 'reasons'>[];

  @Column('jsonb', { default: '[]' })
  reasons!: ReasonText[];

  @Column('timestamptz', { nullable: true })
  toldAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  stateChangedAt!: Date;

  /** Kind, severity, label and instant: of the reports that touch it, or as a responder judged since. */
  @Column('text')
  kind!: string;

  @Column('text')
  severity!: Severity;

  @Column('text')
  tlp!: Tlp;

  @Column('timestamptz', { nullable: true })
  occurredAt!: Date | null;

  /** The incident under whose id and number it knows this one, after a merge or split; null: this one. */
  @Column('uuid', { nullable: true })
  knownAsId!: string | null;

  /** Since when it is the operator's to see, under whatever number. */
  @Column('timestamptz')
  knownSince!: Date;

  /** When it came into this very incident. */
  @Column('timestamptz')
  cameAt!: Date;

  /** Set: it went on in another incident, and knows that one by the number of this. */
  @Column('timestamptz', { nullable: true })
  leftAt!: Date | null;

  /** When what the operator sees last changed. */
  @Column('timestamptz')
  updatedAt!: Date;
}

/** Something a person wrote down. `operatorId` set: that operator wrote it, and sees it. */
@Entity('notes')
export class Note {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  incidentId!: string;

  @Column('uuid')
  authorId!: string;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('text')
  body!: string;

  @Column('timestamptz')
  createdAt!: Date;
}

/** Asks the room above to tell the outside: a receipt to the reporter, a notice or slices of the record to the operators. */
@Entity('announcements')
export class Announcement extends WorkRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  state!: 'due' | 'prepared' | 'quarantined' | 'discarded';

  @Column('uuid', { nullable: true })
  reportId!: string | null;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;

  @Column('boolean')
  receipt!: boolean;

  @Column('boolean')
  notice!: boolean;

  /** Narrows the notice to operators added later; null means all. */
  @Column('uuid', { array: true, nullable: true })
  operatorIds!: string[] | null;

  /** Set: operators are to get their slices of the record, for the closure of that instant. */
  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;
}
