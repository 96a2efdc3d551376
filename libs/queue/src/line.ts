/**
 * The bells of one job and lane, taken up in groups: those that ring while others are worked on go together. Alone, a bell
 * waits for nobody.
 */
export class Line {
  private readonly waiting: { id: string; done: () => void }[] = [];
  private running = 0;

  /**
   * @param most bells in one group
   * @param atOnce groups at one time
   * @param work never throws
   */
  constructor(
    private readonly most: number,
    private readonly atOnce: number,
    private readonly work: (ids: string[]) => Promise<void>,
  ) {}

  /** How many bells are worth taking out of the queue at one time. */
  get places(): number {
    return this.most * this.atOnce;
  }

  /** Settles when the bell's group has been worked on. */
  async take(id: string): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ id, done });
      if (this.running < this.atOnce) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running += 1;
    // Lets the bells that came in the same breath join.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, this.most);
      await this.work([...new Set(group.map(({ id }) => id))]);
      for (const { done } of group) done();
    }
    this.running -= 1;
  }
}
