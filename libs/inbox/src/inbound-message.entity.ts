import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import type { InboundMailbox, InboundOutcome, InboundState, ReadAgainWhy, Tlp } from '#libs/contracts';
import type { AttachedFile, MailReading, Verdicts } from '#libs/mail';
import { WorkRow } from '#libs/queue';
import type { EarlierVerdicts } from './earlier-verdicts.ts';

/** What was read before files were kept has neither digests of them nor a count of those that are not listed. */
type Shown = Omit<MailReading, 'verdicts' | 'keys' | 'contents' | 'files' | 'moreFiles'> & {
  files: (Pick<AttachedFile, 'name' | 'type' | 'bytes'> & Partial<AttachedFile>)[];
  moreFiles?: number;
};

/** A mail that came in. Its bytes never change; what was read in it and what became of it stand beside. */
@Entity('inbound_messages')
export class InboundMessage extends WorkRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  state!: InboundState;

  @Column('text')
  mailbox!: InboundMailbox;

  /** What stood behind the `+` of our address. */
  @Column('text', { nullable: true })
  token!: string | null;

  /** Empty for the null sender. */
  @Column('text')
  envelopeFrom!: string;

  @Column('text')
  envelopeTo!: string;

  /** Address of the mail server that brought it. */
  @Column('text', { nullable: true })
  client!: string | null;

  @Column('bytea', { select: false })
  raw!: Buffer;

  @Column('integer')
  bytes!: number;

  /** Of the bytes, in hex. */
  @Column('text')
  sha256!: string;

  @Column('timestamptz')
  receivedAt!: Date;

  @Column('timestamptz', { nullable: true })
  readAt!: Date | null;

  @Column('jsonb', { nullable: true })
  verdicts!: Verdicts | null;

  /** What was said of it before it was read again, the oldest first. */
  @Column('jsonb', { default: [] })
  earlier!: EarlierVerdicts[];

  /** Why it is to be read again now. */
  @Column('text', { nullable: true })
  againWhy!: ReadAgainWhy | null;

  @Column('jsonb', { nullable: true })
  reading!: Shown | null;

  @Column('text', { nullable: true })
  outcome!: InboundOutcome | null;

  @Column('text', { nullable: true })
  outcomeWhy!: string | null;

  /** Digest of the signature by which it changed something: the same one changes nothing again. */
  @Column('text', { nullable: true, unique: true })
  spentSignature!: string | null;

  /** Id of a key that signed it and that no contact had. */
  @Column('text', { nullable: true })
  signerKey!: string | null;

  /** What its sender wrote or what its incident goes under, whichever is narrower; null until it is read. */
  @Column('text', { nullable: true })
  tlp!: Tlp | null;

  @Column('uuid', { nullable: true })
  reportId!: string | null;

  @Column('uuid', { nullable: true })
  publicReportId!: string | null;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;

  /** Of the incident; null where there is none. */
  @VirtualColumn({
    type: 'text',
    query: (row) => `SELECT i.number FROM incidents i WHERE i.id = ${row}.incident_id`,
  })
  incidentNumber!: string | null;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('uuid', { nullable: true })
  deliveryId!: string | null;
}
