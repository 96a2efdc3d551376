/** A limit of time that stands still while somebody else is waited for, be it for several things at once. */
export class TimeLimit {
  private timer: NodeJS.Timeout | undefined;
  private since = 0;
  private waits = 0;
  private isOver = false;

  /** @param left ms */
  constructor(
    private left: number,
    private readonly act: () => void,
  ) {}

  start(): void {
    this.since = performance.now();
    this.timer = setTimeout(this.act, this.left);
  }

  pause(): void {
    this.waits += 1;
    if (this.waits > 1) return;
    clearTimeout(this.timer);
    this.left = Math.max(0, this.left - (performance.now() - this.since));
  }

  /** Goes on when nothing is waited for any more. */
  resume(): void {
    this.waits -= 1;
    if (this.waits === 0 && !this.isOver) this.start();
  }

  /** For good. */
  end(): void {
    clearTimeout(this.timer);
    this.isOver = true;
  }
}
