import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role, TokenScope } from '#libs/contracts';

/** A person with an account. One who leaves is deactivated, never deleted: the record names them. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  role!: Role;

  /** Where an operator's person belongs; null for the CERT's own people. Whom they speak for, and when, is a SpeakingRight. */
  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  @Column('text', { nullable: true })
  passwordHash!: string | null;

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  deactivatedAt!: Date | null;

  @Column('text', { nullable: true })
  deactivationReason!: string | null;

  @Column('integer', { default: 1 })
  version!: number;
}

/** A secret for programs. Only its SHA-256 is kept; the token itself was shown once. */
@Entity('api_tokens')
export class ApiToken {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  userId!: string;

  @Column('text')
  name!: string;

  /** The first characters, by which a person recognises it. */
  @Column('text')
  prefix!: string;

  @Column('bytea', { unique: true })
  hash!: Buffer;

  @Column('text', { array: true })
  scopes!: TokenScope[];

  @Column('timestamptz', { default: () => 'dnscert_now()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;
}
