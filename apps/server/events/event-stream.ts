import type { Response } from 'express';
import type { Principal, Sight } from '#libs/access';
import { mayDo, sightOf } from '#libs/access';

/** Bytes; a listener that reads nothing is hung up on, and comes back for the rest. */
const MOST_UNREAD = 1024 * 1024;

/** One who listens. What is said goes out in order, and before each word it is looked again who listens, and whether they may. */
export class EventStream {
  private principal: Principal;
  private said = performance.now();
  private tail: Promise<void> = Promise.resolve();

  /**
   * @param whoNow looks up who asks, anew each time
   * @param onFault is told of what went wrong; the stream has ended then
   */
  constructor(
    private readonly response: Response,
    principal: Principal,
    private readonly whoNow: () => Promise<Principal | null>,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.principal = principal;
  }

  get userId(): string {
    return this.principal.userId;
  }

  /** As far as was known when something was said last. */
  get sight(): Sight {
    return sightOf(this.principal);
  }

  /** ms */
  get quietFor(): number {
    return performance.now() - this.said;
  }

  /** Says what `words` has for whoever listens by then; nothing where that is empty. */
  say(words: (sight: Sight) => string | Promise<string>): void {
    this.tail = this.tail.then(() => this.saying(words)).catch((error: unknown) => this.fail(error));
  }

  end(): void {
    this.response.end();
  }

  private async saying(words: (sight: Sight) => string | Promise<string>): Promise<void> {
    if (this.response.writableEnded) return;
    this.said = performance.now();
    const principal = await this.whoNow();
    if (principal === null || !mayDo(principal, 'events.listen')) {
      this.end();
      return;
    }
    this.principal = principal;
    this.response.write(await words(this.sight));
    if (this.response.writableLength > MOST_UNREAD) this.response.destroy();
  }

  private fail(error: unknown): void {
    this.end();
    this.onFault(error);
  }
}
