/** Remembers keys for a while, at most so many: then it forgets all, which for whoever asks means "not just now". */
export class Recent {
  private readonly until = new Map<string, number>();

  constructor(
    private readonly seconds: number,
    private readonly most: number,
  ) {}

  has(key: string): boolean {
    return (this.until.get(key) ?? 0) > performance.now();
  }

  add(key: string): void {
    if (this.until.size >= this.most) this.until.clear();
    this.until.set(key, performance.now() + this.seconds * 1_000);
  }
}
