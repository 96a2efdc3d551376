export interface Asked {
  subject: string;
  /** Requests a minute. */
  limit: number;
}

export interface Grant {
  isGiven: boolean;
  /** Until the minute is over. */
  seconds: number;
}

/** A limit is taken in this many blocks at least. */
const BLOCKS = 60;

/** What several callers ask of one subject at the same time: one block, at least as large as they are many. */
export class Block {
  private callers = 0;
  private given = 0;
  private seconds = 60;

  constructor(private readonly limit: number) {}

  join(): void {
    this.callers += 1;
  }

  get block(): number {
    return Math.max(Math.floor(this.limit / BLOCKS), this.callers, 1);
  }

  /**
   * @param used what the subject has asked for in its minute, this block included
   * @returns what is left of the block when each caller has had its share
   */
  settle(used: number, ms: number): number {
    const { block } = this;
    const granted = Math.min(block, Math.max(0, this.limit - (used - block)));
    this.seconds = Math.ceil(ms / 1_000);
    this.given = Math.min(granted, this.callers);
    return granted - this.given;
  }

  next(): Grant {
    const isGiven = this.given > 0;
    if (isGiven) this.given -= 1;
    return { isGiven, seconds: this.seconds };
  }
}

/** One block a subject: a statement may touch a row once. */
export function gathered(asked: Asked[]): Map<string, Block> {
  const blocks = new Map<string, Block>();
  for (const { subject, limit } of asked) {
    const block = blocks.get(subject) ?? new Block(limit);
    block.join();
    blocks.set(subject, block);
  }
  return blocks;
}
