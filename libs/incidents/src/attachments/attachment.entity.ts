import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that a person added to an incident. `operatorId` set: that operator added it, and sees it. */
@Entity('attachments')
export class Attachment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  incidentId!: string;

  @Column('uuid')
  authorId!: string;

  @Column('uuid', { nullable: true })
  operatorId!: string | null;

  /** Cleaned, for people; no path is made of it. */
  @Column('text')
  name!: string;

  @Column('integer')
  bytes!: number;

  /** Under which the bytes lie in the store. */
  @Column('bytea')
  sha256!: Buffer;

  @Column('timestamptz')
  createdAt!: Date;
}
