import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HeldAlertState, ListRuleState, Severity, TimelineActor, Tlp } from '#libs/contracts';
import { WorkRow } from '#libs/queue';

/** Which incidents post themselves to a list. */
@Entity('list_rules')
export class ListRule {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  listId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  state!: ListRuleState;

  /** Empty: any. */
  @Column('text', { array: true })
  kinds!: string[];

  /** Of which one must be touched; empty: any. */
  @Column('text', { array: true })
  tlds!: string[];

  /** Of an operator that is touched, of which one must be; empty: any. */
  @Column('text', { array: true })
  countries!: string[];

  /** The lowest. */
  @Column('text')
  severity!: Severity;

  /** The narrowest label of an incident that it posts of. */
  @Column('text')
  tlp!: Tlp;

  @Column('integer')
  holdMinutes!: number;

  /** So many in `windowMinutes` go out alone, the others together as one. */
  @Column('integer')
  mostAlerts!: number;

  @Column('integer')
  windowMinutes!: number;

  @Column('jsonb')
  createdBy!: TimelineActor;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('jsonb', { nullable: true })
  approvedBy!: TimelineActor | null;

  @Column('timestamptz', { nullable: true })
  approvedAt!: Date | null;
}

/** An incident that a rule posts to a list, or would. Once for each. */
@Entity('list_alerts')
export class HeldAlert extends WorkRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  listId!: string;

  @Column('uuid')
  ruleId!: string;

  @Column('uuid')
  incidentId!: string;

  @Column('text')
  state!: HeldAlertState;

  /** Why it is stopped or withheld. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** Who stopped it or sent it before its time. */
  @Column('jsonb', { nullable: true })
  decidedBy!: TimelineActor | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  /** As what it was posted; the same for all that went together. */
  @Column('uuid', { nullable: true })
  notificationId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}
