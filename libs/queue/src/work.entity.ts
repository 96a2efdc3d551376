import { Column } from 'typeorm';
import type { Lane } from '#libs/contracts';

/** The columns of a row that is work to be done. Written by claims alone, once the row is made. */
export abstract class WorkRow {
  @Column('text', { default: 'normal' })
  lane!: Lane;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  dueAt!: Date;

  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  @Column('integer', { default: 0 })
  attempt!: number;

  @Column('integer', { default: 0 })
  strikes!: number;

  @Column('timestamptz', { nullable: true })
  rungAt!: Date | null;

  /** Since when it is put aside and waits for a person's word; see {@link Quarantine}. */
  @Column('timestamptz', { nullable: true })
  asideAt!: Date | null;

  /** The evidence of the last time. */
  @Column('text', { nullable: true })
  asideWhy!: string | null;
}
