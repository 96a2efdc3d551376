/**
 * The bells of one job and lane, taken up in groups of rows: those that ring while others are worked on go together. Alone, a
 * bell waits for nobody.
 */
export class Line {
  private readonly waiting: { ids: string[]; done: () => void }[] = [];
  private running = 0;

  /**
   * @param most rows in one group; a bell for more is a group of its own
   * @param atOnce groups at one time
   * @param work never throws
   */
  constructor(
    private readonly most: number,
    private readonly atOnce: number,
    private readonly work: (ids: string[]) => Promise<void>,
  ) {}

  /** Settles when the bell's group has been worked on. */
  async take(ids: string[]): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ ids, done });
      if (this.running < this.atOnce) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running += 1;
    // Lets the bells that came in the same breath join.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const bells = this.waiting.splice(0, this.fitting());
      await this.work([...new Set(bells.flatMap(({ ids }) => ids))]);
      for (const { done } of bells) done();
    }
    this.running -= 1;
  }

  /** How many of the waiting bells make one group. */
  private fitting(): number {
    let rows = 0;
    const tooMany = this.waiting.findIndex(({ ids }) => (rows += ids.length) > this.most);
    return tooMany === -1 ? this.waiting.length : Math.max(1, tooMany);
  }
}
