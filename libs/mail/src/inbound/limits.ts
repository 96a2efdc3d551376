/** What a mail may ask of us. One that asks for more is kept as it came and read by nobody until a person has decided. */
export const READING_LIMITS = {
  /** Bytes of the whole mail. */
  totalBytes: 26 * 1024 * 1024,
  /** Entities of a mail, multiparts included. */
  parts: 500,
  /** Entities within each other, a decrypted one counted on from its envelope. */
  depth: 20,
  /** Bytes of the header of one entity. */
  headerBytes: 256 * 1024,
  /** Fields of the header of one entity. */
  headerFields: 1_000,
  /** Addresses in From, To and Cc. */
  addresses: 1_000,
  /** Bytes of all bodies, decoded, over all layers. */
  decodedBytes: 96 * 1024 * 1024,
  /** Bytes of what was compressed. */
  decompressedBytes: 25 * 1024 * 1024,
  /** Blocks of inline OpenPGP that are looked at. */
  inlineBlocks: 5,
  /** Signatures over one text. */
  signatures: 8,
  /** Files of a mail that are listed. */
  files: 100,
  /** Bytes of a file, decoded, and of all of them: of what has more, the bytes are left out. */
  fileBytes: 20 * 1024 * 1024,
  filesBytes: 25 * 1024 * 1024,
  /** Characters of text that are kept to be shown. */
  shownText: 64 * 1024,
} as const;

export type ReadingLimit = keyof typeof READING_LIMITS | 'time' | 'memory';

/** A mail asks for more than {@link READING_LIMITS}. The message is the evidence: what was counted, and how far. */
export class ReadingLimitExceeded extends Error {
  override readonly name = 'ReadingLimitExceeded';

  constructor(
    readonly limit: ReadingLimit,
    message: string,
  ) {
    super(message);
  }
}

/** Counts what one mail asks for, over all its layers. */
export class Budget {
  private parts = 0;
  private decoded = 0;

  part(depth: number): void {
    this.parts += 1;
    if (this.parts > READING_LIMITS.parts)
      throw new ReadingLimitExceeded('parts', `It has more than ${READING_LIMITS.parts} parts.`);
    if (depth > READING_LIMITS.depth)
      throw new ReadingLimitExceeded(
        'depth',
        `Its parts lie more than ${READING_LIMITS.depth} deep in each other.`,
      );
  }

  hasRoomFor(bytes: number): boolean {
    return this.decoded + bytes <= READING_LIMITS.decodedBytes;
  }

  decode(bytes: number): void {
    this.decoded += bytes;
    if (this.decoded > READING_LIMITS.decodedBytes)
      throw new ReadingLimitExceeded(
        'decodedBytes',
        `Decoded it has more than ${READING_LIMITS.decodedBytes} bytes.`,
      );
  }
}
