interface Waiting {
  admit: () => void;
}

export interface TurnstileRules {
  /** Inside at one time. */
  atOnce: number;
  /** ms between two that go in, save for the first `atOnce` after a pause. */
  every: number;
  /** ms that one waits for a place. */
  patience: number;
  /** That wait; who comes when they are so many is sent away at once. */
  mostWaiting: number;
}

/**
 * Lets few in at one time, and few in a second. Who finds it full waits a little: people who come together all get in, and a
 * program that asks again as soon as it is refused can ask no more than once in that time on each connection.
 */
export class Turnstile {
  private readonly line: Waiting[] = [];
  private inside = 0;
  private nextAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly rules: TurnstileRules) {}

  /** @returns false when there was no place in time; after true, `leave` must follow */
  async enter(): Promise<boolean> {
    if (this.line.length >= this.rules.mostWaiting) return false;
    return new Promise((answer) => {
      const waiting: Waiting = {
        admit: () => {
          clearTimeout(limit);
          answer(true);
        },
      };
      const limit = setTimeout(() => {
        this.line.splice(this.line.indexOf(waiting), 1);
        answer(false);
      }, this.rules.patience);
      this.line.push(waiting);
      this.admitNext();
    });
  }

  leave(): void {
    this.inside -= 1;
    this.admitNext();
  }

  private admitNext(): void {
    const { atOnce, every } = this.rules;
    while (this.timer === undefined && this.inside < atOnce && this.line.length > 0) {
      const now = performance.now();
      if (this.nextAt > now) {
        this.timer = setTimeout(() => {
          this.timer = undefined;
          this.admitNext();
        }, this.nextAt - now);
        return;
      }
      this.nextAt = Math.max(this.nextAt, now - atOnce * every) + every;
      this.inside += 1;
      this.line.shift()?.admit();
    }
  }
}
