import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TldKind } from '#libs/contracts';

/** One delegation of the root zone by its A-label; `unicode` is its U-label, the same where there is none. */
@Entity('tlds')
export class Tld {
  @PrimaryColumn('text')
  label!: string;

  @Column('text')
  unicode!: string;

  @Column('text', { nullable: true })
  kind!: TldKind | null;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  updatedAt!: Date;
}
