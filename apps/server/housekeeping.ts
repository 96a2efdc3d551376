import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import {
  Idempotency,
  PasskeyChallenges,
  PasswordResets,
  ProviderTrips,
  RateLimits,
  SignInTries,
} from '#libs/access';
import { PublicListings } from '#libs/incidents';
import { LateKeys } from '#libs/inbox';
import { Approvals, Holding, Joining } from '#libs/notifications';
import { KeyWarnings, UnreadKeys } from '#libs/operators';

/** ms */
const EVERY = 3_600_000;
/** ms; what nobody decided on is over by its own time, and is written down soon after. */
const EXPIRE_EVERY = 60_000;

/** What must be thrown away in time, in the worker role. Several processes may do it at once; it does no harm. */
@Injectable()
export class Housekeeping implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Housekeeping.name);
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly idempotency: Idempotency,
    private readonly signInTries: SignInTries,
    private readonly passwordResets: PasswordResets,
    private readonly passkeyChallenges: PasskeyChallenges,
    private readonly providerTrips: ProviderTrips,
    private readonly rateLimits: RateLimits,
    private readonly approvals: Approvals,
    private readonly publicReports: PublicListings,
    private readonly subscriptions: Joining,
    private readonly unreadKeys: UnreadKeys,
    private readonly keyWarnings: KeyWarnings,
    private readonly lateKeys: LateKeys,
    private readonly alerts: Holding,
  ) {}

  start(): void {
    this.unreadKeys
      .readAll()
      .catch((error: unknown) => this.logger.warn(`keys stay unread until the next start: ${String(error)}`));
    const forgetting = setInterval(() => {
      for (const [what, kept] of Object.entries({
        'idempotency keys': this.idempotency,
        'sign-in tries': this.signInTries,
        'links for passwords': this.passwordResets,
        'passkey challenges': this.passkeyChallenges,
        'trips to the OpenID provider': this.providerTrips,
        'rate limits': this.rateLimits,
        'public reports': this.publicReports,
        'unconfirmed subscriptions': this.subscriptions,
      })) {
        kept
          .forgetOld()
          .catch((error: unknown) => this.logger.warn(`old ${what} stay for now: ${String(error)}`));
      }
    }, EVERY);
    const expiring = setInterval(() => {
      this.approvals
        .expire()
        .catch((error: unknown) => this.logger.warn(`old proposals stay for now: ${String(error)}`));
    }, EXPIRE_EVERY);
    const warning = setInterval(() => {
      this.keyWarnings
        .warn()
        .catch((error: unknown) =>
          this.logger.warn(`contacts are warned of their keys later: ${String(error)}`),
        );
    }, EXPIRE_EVERY);
    const again = setInterval(() => {
      this.lateKeys
        .readAgain()
        .catch((error: unknown) => this.logger.warn(`mails of late keys stay for now: ${String(error)}`));
    }, EXPIRE_EVERY);
    const holding = setInterval(() => {
      this.alerts
        .considerChanged()
        .catch((error: unknown) => this.logger.warn(`rules of lists look again later: ${String(error)}`));
    }, EXPIRE_EVERY);
    this.timers = [forgetting, expiring, warning, again, holding];
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }
}
