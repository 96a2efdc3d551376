import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  CodedReason,
  PublicReporter,
  ReportChannel,
  ReportState,
  Resource,
  Severity,
  Tlp,
} from '#libs/contracts';
import { WorkRow } from '#libs/queue';

/** What one source told us once. What was told never changes; what triage made of it stands beside. */
@Entity('reports')
export class Report extends WorkRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text')
  state!: ReportState;

  @Column('text')
  channel!: ReportChannel;

  /** Null where the source has no account. */
  @Column('uuid', { nullable: true })
  reporterId!: string | null;

  /** A source without an account: the address is proven, the person is not known. */
  @Column('jsonb', { nullable: true })
  reporterContact!: PublicReporter | null;

  /** When a responder took the word of such a source for true. */
  @Column('timestamptz', { nullable: true })
  acceptedAt!: Date | null;

  /** For whom the reporter spoke; null for the CERT's own people. */
  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('text')
  summary!: string;

  @Column('text')
  description!: string;

  @Column('text', { nullable: true })
  claimedKind!: string | null;

  @Column('text', { nullable: true })
  claimedSeverity!: Severity | null;

  @Column('text', { nullable: true })
  kind!: string | null;

  @Column('text', { nullable: true })
  severity!: Severity | null;

  @Column('text')
  tlp!: Tlp;

  @Column('timestamptz', { nullable: true })
  occurredAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  detectedAt!: Date | null;

  @Column('boolean', { nullable: true })
  ongoing!: boolean | null;

  @Column('boolean')
  exercise!: boolean;

  /** Made by the service to try itself: in no list and no figure. */
  @Column('boolean', { default: false })
  canary!: boolean;

  @Column('jsonb')
  resources!: Resource[];

  @Column('text', { array: true })
  refs!: string[];

  @Column('jsonb', { nullable: true })
  nis2!: { applies: boolean; crossBorder: boolean } | null;

  /** The bytes as they came in; not read with the row. */
  @Column('bytea', { select: false })
  received!: Buffer;

  /** Of those bytes, in hex; stands in the receipt. */
  @Column('text')
  sha256!: string;

  @Column('timestamptz')
  receivedAt!: Date;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;

  @Column('timestamptz', { nullable: true })
  triagedAt!: Date | null;

  @Column('jsonb', { nullable: true })
  reasons!: TriageReasons | null;
}

/** Of a public source that nobody has vouched for yet: it tells nobody, and raises nothing by itself. */
export const isUnconfirmed = (report: Pick<Report, 'reporterContact' | 'acceptedAt'>): boolean =>
  report.reporterContact !== null && report.acceptedAt === null;

/** As it is written down; without a code: before there were codes, or by a person. */
export interface ReasonText extends Partial<CodedReason> {
  rule: string;
  text: string;
}

/** Why triage judged as it did; both the machine's and a person's reasons stay. */
export interface TriageReasons {
  kind?: ReasonText[];
  severity?: ReasonText[];
  duplicate?: ReasonText[];
  impact?: ReasonText[];
  quarantine?: ReasonText[];
}
