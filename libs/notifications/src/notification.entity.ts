import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Audience,
  ClearReason,
  DeliveryState,
  NotificationState,
  OperatorAnswer,
  TimelineActor,
  Tlp,
} from '#libs/contracts';
import { WorkRow } from '#libs/queue';

/** One message for an audience. */
@Entity('notifications')
export class Notification {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;

  @Column('uuid', { nullable: true })
  reportId!: string | null;

  /** Of an alert: the list that it is posted to. */
  @Column('uuid', { nullable: true })
  listId!: string | null;

  @Column('text')
  template!: string;

  @Column('text')
  tlp!: Tlp;

  /** `person` for a letter. */
  @Column('jsonb')
  audience!: Audience | { person: true };

  /** What a person wrote instead of the template's subject, and into its body. */
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { nullable: true })
  body!: string | null;

  @Column('jsonb')
  sentBy!: TimelineActor;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('text', { default: 'sent' })
  state!: NotificationState;

  /** How many others must agree before it goes out; 0 where nobody must. */
  @Column('integer', { default: 0 })
  approvalsNeeded!: number;

  /** What others are asked to agree to; null where nobody is asked. */
  @Column('jsonb', { nullable: true })
  proposal!: Proposal | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  /** When it was released or rejected, or ran out. */
  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;
}

/** The audience and the text as they were when it was proposed. */
export interface Proposal {
  why: string;
  operatorIds: string[];
  operators: number;
  deliveries: number;
  withheld: number;
  sample: { subject: string; text: string };
}

/** Who gets it, as it was when the delivery was made. */
export interface Recipient {
  email: string | null;
  name: string | null;
  language: string;
  timezone: string;
}

/** One message for one recipient. It ends in a state that a person can see. */
@Entity('deliveries')
export class Delivery extends WorkRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  notificationId!: string;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('uuid', { nullable: true })
  contactId!: string | null;

  /** Whose of a list it is; null where it goes to none, or to an outside one. */
  @Column('uuid', { nullable: true })
  subscriptionId!: string | null;

  /** The reporter, for a receipt. */
  @Column('uuid', { nullable: true })
  userId!: string | null;

  @Column('jsonb')
  recipient!: Recipient;

  /** What the template is filled with. */
  @Column('jsonb')
  variables!: Record<string, string>;

  @Column('text')
  state!: DeliveryState;

  /** Why it is withheld, failed, bounced or delayed, or says less than it should. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** The relay's last words. */
  @Column('text', { nullable: true })
  response!: string | null;

  /** Made once; a message that has to be sent again goes out with the same. */
  @Column('text', { unique: true })
  messageId!: string;

  @Column('bytea', { nullable: true, unique: true })
  tokenHash!: Buffer | null;

  @Column('text', { unique: true })
  mailToken!: string;

  @Column('bytea', { nullable: true, select: false })
  raw!: Buffer | null;

  @Column('text', { nullable: true })
  rawSha256!: string | null;

  @Column('text', { nullable: true })
  encryptedTo!: string | null;

  /** How its bytes were made; `minimal` says only that something waits. Null: not made yet. */
  @Column('text', { nullable: true })
  protection!: 'signed' | 'encrypted' | 'minimal' | null;

  /** Why it went in clear, as it was when it was made; null: it did not, or was made before this was kept. */
  @Column('text', { nullable: true })
  clearReason!: ClearReason | null;

  @Column('timestamptz', { nullable: true })
  firstTriedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  handedOverAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  acknowledgedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  escalatedAt!: Date | null;

  /** The delivery to another contact that this one stands in for. */
  @Column('uuid', { nullable: true })
  insteadOfId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}

/** One try at the relay. */
@Entity('delivery_attempts')
export class DeliveryAttempt {
  @PrimaryColumn('uuid')
  deliveryId!: string;

  @PrimaryColumn('integer')
  attempt!: number;

  @Column('text')
  outcome!: 'sent' | 'soft_fail' | 'hard_fail';

  @Column('text')
  stage!: string;

  @Column('text')
  response!: string;

  /** The name of the server that was looked for; null where there was no connection to speak of. */
  @Column('text', { nullable: true })
  host!: string | null;

  /** Where it was reached. */
  @Column('text', { nullable: true })
  address!: string | null;

  /** When that address was last seen, where the name did not resolve and it was remembered. */
  @Column('timestamptz', { nullable: true })
  pinnedAt!: Date | null;

  /** Protocol, with a certificate good for the host; null: in clear, or not at all. */
  @Column('text', { nullable: true })
  tls!: string | null;

  /** Why in clear, or why it was kept back. */
  @Column('text', { nullable: true })
  tlsReason!: string | null;

  @Column('timestamptz')
  endedAt!: Date;
}

/** An operator's answer to a delivery. */
@Entity('acknowledgements')
export class Acknowledgement {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  deliveryId!: string;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('text')
  via!: 'link' | 'api' | 'console' | 'mail';

  @Column('jsonb')
  givenBy!: TimelineActor;

  @Column('text')
  answer!: OperatorAnswer;

  @Column('text', { nullable: true })
  comment!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}
