import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ListKind,
  ListMembership,
  ListPosting,
  ListState,
  NewSubscription,
  SubscriptionState,
  TimelineActor,
  Tlp,
} from '#libs/contracts';

/** A mailing list: ours with its subscriptions, or an address outside that many read. */
@Entity('mailing_lists')
export class MailingList {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text')
  description!: string;

  @Column('text')
  kind!: ListKind;

  @Column('text', { nullable: true })
  address!: string | null;

  /** The narrowest label that it may carry. */
  @Column('text')
  tlp!: Tlp;

  @Column('boolean')
  open!: boolean;

  @Column('boolean')
  encryptedOnly!: boolean;

  @Column('text')
  membership!: ListMembership;

  /** Whose signed mail to its address becomes a proposal. */
  @Column('text', { default: 'staff' })
  posting!: ListPosting;

  @Column('text')
  state!: ListState;

  /** When staff was last told that mail of members comes back. */
  @Column('timestamptz', { nullable: true })
  toldOfPausesAt!: Date | null;

  @Column('jsonb')
  createdBy!: TimelineActor;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}

/** An address that gets what is posted to a list, or got it, or asks for it. */
@Entity('list_subscriptions')
export class ListSubscription {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  listId!: string;

  @Column('text')
  email!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text')
  language!: string;

  @Column('text')
  timezone!: string;

  @Column('text', { nullable: true, select: false })
  keyArmored!: string | null;

  @Column('text', { nullable: true })
  keyFingerprint!: string | null;

  @Column('timestamptz', { nullable: true })
  keyExpiresAt!: Date | null;

  /** Whom of the directory it follows; null: nobody. Key and wish of that contact count. */
  @Column('uuid', { nullable: true })
  contactId!: string | null;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('text')
  state!: SubscriptionState;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** Of the state. */
  @Column('timestamptz')
  since!: Date;

  /** What was given by whoever asks; becomes true when it is confirmed. */
  @Column('jsonb', { nullable: true })
  asked!: Asked | null;

  @Column('bytea', { nullable: true, unique: true })
  confirmHash!: Buffer | null;

  @Column('timestamptz', { nullable: true })
  confirmUntil!: Date | null;

  @Column('text', { unique: true })
  leaveToken!: string;

  @Column('timestamptz')
  createdAt!: Date;
}

export interface Asked {
  name: string | null;
  language: NewSubscription['language'];
  timezone: NewSubscription['timezone'];
  key: ReadKey | null;
}

/** A key that was taken in. The instant is text, for it is kept as JSON meanwhile. */
export interface ReadKey {
  armored: string;
  fingerprint: string;
  expiresAt: string | null;
}
