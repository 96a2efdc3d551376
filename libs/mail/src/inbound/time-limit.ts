/** A limit of time that stands still while somebody else is waited for. */
export class TimeLimit {
  private timer: NodeJS.Timeout | undefined;
  private since = 0;
  private isOver = false;

  /** @param left ms */
  constructor(
    private left: number,
    private readonly act: () => void,
  ) {}

  run(): void {
    if (this.isOver) return;
    this.since = performance.now();
    this.timer = setTimeout(this.act, this.left);
  }

  pause(): void {
    clearTimeout(this.timer);
    this.left = Math.max(0, this.left - (performance.now() - this.since));
  }

  /** For good. */
  end(): void {
    clearTimeout(this.timer);
    this.isOver = true;
  }
}
