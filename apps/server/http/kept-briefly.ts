/**
 * Keeps what was asked for a moment, so that however many look at a public page, the database is asked for it once in that
 * time. What failed is asked for again.
 */
export class KeptBriefly<T> {
  private readonly kept = new Map<string, { until: number; value: Promise<T> }>();

  /** @param most keys at one time; then all are forgotten */
  constructor(
    private readonly ms: number,
    private readonly most: number,
  ) {}

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const known = this.kept.get(key);
    if (known !== undefined && known.until > now) return known.value;
    if (this.kept.size >= this.most) this.kept.clear();
    const value = ask();
    this.kept.set(key, { until: now + this.ms, value });
    value.catch(() => this.kept.delete(key));
    return value;
  }
}
