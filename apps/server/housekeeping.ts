import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Idempotency, PasskeyChallenges, ProviderTrips, SignInTries } from '#libs/access';

/** ms */
const EVERY = 3_600_000;

/** What must be thrown away in time, in the worker role. Several processes may do it at once; it does no harm. */
@Injectable()
export class Housekeeping implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Housekeeping.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly idempotency: Idempotency,
    private readonly signInTries: SignInTries,
    private readonly passkeyChallenges: PasskeyChallenges,
    private readonly providerTrips: ProviderTrips,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      for (const [what, kept] of Object.entries({
        'idempotency keys': this.idempotency,
        'sign-in tries': this.signInTries,
        'passkey challenges': this.passkeyChallenges,
        'trips to the OpenID provider': this.providerTrips,
      })) {
        kept
          .forgetOld()
          .catch((error: unknown) => this.logger.warn(`old ${what} stay for now: ${String(error)}`));
      }
    }, EVERY);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
