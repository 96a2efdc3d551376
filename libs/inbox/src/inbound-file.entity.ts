import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that came with a mail, as it lay in it, decrypted and decoded. */
@Entity('inbound_files')
export class InboundFile {
  @PrimaryColumn('uuid')
  messageId!: string;

  /** Its place among the files of the mail, from 1. */
  @PrimaryColumn('integer')
  n!: number;

  /** Cleaned, for people; no path is made of it. */
  @Column('text')
  name!: string;

  /** As its sender claims. */
  @Column('text')
  type!: string;

  @Column('integer')
  bytes!: number;

  /** Of the content, hex. */
  @Column('text')
  sha256!: string;

  @Column('bytea')
  content!: Buffer;
}
