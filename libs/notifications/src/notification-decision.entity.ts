import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApprovalRequest, TimelineActor } from '#libs/contracts';
import type { Principal } from '#libs/access';

/** What one person said to a proposal; once a person. */
@Entity('notification_decisions')
export class NotificationDecision {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  notificationId!: string;

  @Column('uuid')
  userId!: string;

  @Column('jsonb')
  decidedBy!: TimelineActor;

  @Column('text')
  decision!: ApprovalRequest['decision'];

  @Column('text')
  via!: Principal['via'];

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}
