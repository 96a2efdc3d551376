import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsentWay, TimelineActor, Tlp } from '#libs/contracts';

/** A source's word that its report may be read under a wider label. It stands; there is no way to change it. */
@Entity('tlp_consents')
export class TlpConsent {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  reportId!: string;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('text')
  fromLabel!: Tlp;

  @Column('text')
  toLabel!: Tlp;

  @Column('text')
  how!: ConsentWay;

  /** How we know, where it was not the source's own hand. */
  @Column('text', { nullable: true })
  statement!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb')
  givenBy!: TimelineActor;

  @Column('timestamptz')
  createdAt!: Date;
}
