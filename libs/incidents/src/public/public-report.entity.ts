import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PublicReporter, ReportChannel, ReportSubmission } from '#libs/contracts';

/**
 * What somebody without an account told us, until their address is proven: then it is a {@link Report} of the same id and
 * number, and what it held is there. It belongs to no incident, and triage does not know it.
 */
@Entity('public_reports')
export class PublicReport {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text', { default: 'form' })
  channel!: ReportChannel;

  /** Null once it went to the report, or was erased; so are the next three. */
  @Column('jsonb', { nullable: true })
  content!: ReportSubmission | null;

  @Column('jsonb', { nullable: true })
  reporter!: PublicReporter | null;

  /** The bytes as they came in; not read with the row. */
  @Column('bytea', { nullable: true, select: false })
  received!: Buffer | null;

  /** Whence it came, as access counts it. */
  @Column('text', { nullable: true })
  network!: string | null;

  /** Of the bytes, in hex; stays. */
  @Column('text')
  sha256!: string;

  @Column('bytea', { unique: true, select: false })
  secretHash!: Buffer;

  /** Of the Idempotency-Key and its network; beside it, of the request that came with it. */
  @Column('bytea', { nullable: true, select: false })
  keyDigest!: Buffer | null;

  @Column('bytea', { nullable: true, select: false })
  request!: Buffer | null;

  @Column('timestamptz')
  receivedAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  provenAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  erasedAt!: Date | null;
}
