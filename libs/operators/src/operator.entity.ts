import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OperatorKind } from '#libs/contracts';

/** The organisation that runs TLDs, or serves those that do. */
@Entity('operators')
export class Operator {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: OperatorKind;

  @Column('text', { nullable: true })
  country!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  createdAt!: Date;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  updatedAt!: Date;
}
