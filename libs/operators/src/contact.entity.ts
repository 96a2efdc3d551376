import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContactRole, EncryptionPolicy } from '#libs/contracts';

/** A role at an operator that can be told. `callOrder` 1 is told first; the next is tried on a bounce or in silence. */
@Entity('contacts')
export class Contact {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  operatorId!: string;

  @Column('text')
  email!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text')
  role!: ContactRole;

  @Column('integer', { default: 1 })
  callOrder!: number;

  @Column('text', { default: 'en' })
  language!: string;

  @Column('text', { default: 'UTC' })
  timezone!: string;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { default: 'if_key' })
  encryption!: EncryptionPolicy;

  @Column('text', { nullable: true })
  keyArmored!: string | null;

  @Column('text', { nullable: true })
  keyFingerprint!: string | null;

  /** For people, `RSA 4096`; null with a key there: it has not been read yet. */
  @Column('text', { nullable: true })
  keyAlgorithm!: string | null;

  /** Of all parts of the key, 16 upper-case hex digits each; null with a key there: it has not been read yet. */
  @Column('text', { array: true, nullable: true })
  keyIds!: string[] | null;

  /** From then on nothing can be encrypted to it. */
  @Column('timestamptz', { nullable: true })
  keyExpiresAt!: Date | null;

  /** Since when mail to it bounces; empty again when one is accepted. */
  @Column('timestamptz', { nullable: true })
  undeliverableSince!: Date | null;

  @Column('text', { nullable: true })
  undeliverableWhy!: string | null;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  updatedAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;

  /** Since when it is no contact any more; what was sent to it still names it. */
  @Column('timestamptz', { nullable: true })
  removedAt!: Date | null;
}
