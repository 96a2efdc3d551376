import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Config } from '#config/config';
import {
  Idempotency,
  PasskeyChallenges,
  PasswordResets,
  ProviderTrips,
  RateLimits,
  SignInTries,
} from '#libs/access';
import { HandOvers } from '#libs/deadlines';
import { Changes, PublicListings } from '#libs/incidents';
import { LateKeys } from '#libs/inbox';
import { Approvals, ContactPacks, Holding, Joining, OfferedTls, PinRounds } from '#libs/notifications';
import { KeyWarnings, UnreadKeys } from '#libs/operators';
import { SignedDocuments } from '../documents/signed-documents.ts';
import { RecordAnchors } from '../record/record-anchors.ts';
import { CONFIG } from './settings.ts';

/** ms */
const EVERY = 3_600_000;
/** ms */
const EVERY_MINUTE = 60_000;

/** ms; whoever comes on duty is told at once. */
const EVERY_FEW_SECONDS = 5_000;

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
    private readonly documents: SignedDocuments,
    private readonly contactPacks: ContactPacks,
    private readonly anchors: RecordAnchors,
    @Inject(CONFIG) private readonly config: Config,
    private readonly pinRounds: PinRounds,
    private readonly offeredTls: OfferedTls,
    private readonly changes: Changes,
    private readonly handOvers: HandOvers,
  ) {}

  start(): void {
    this.unreadKeys
      .readAll()
      .catch((error: unknown) => this.logger.warn(`keys stay unread until the next start: ${String(error)}`));
    this.documents
      .renew()
      .catch((error: unknown) => this.logger.warn(`our texts are signed within a minute: ${String(error)}`));
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
        'servers that offered TLS': this.offeredTls,
        'changes beside the record': this.changes,
      })) {
        kept
          .forgetOld()
          .catch((error: unknown) => this.logger.warn(`old ${what} stay for now: ${String(error)}`));
      }
    }, EVERY);
    const minding = setInterval(() => this.mind(), EVERY_MINUTE);
    this.lookUpServers();
    const lookingUp = setInterval(() => this.lookUpServers(), EVERY);
    const handingOver = setInterval(() => this.handOver(), EVERY_FEW_SECONDS);
    this.timers = [forgetting, minding, lookingUp, handingOver];
  }

  /** What is due at a time of its own; each is done once, whichever process comes first. */
  private mind(): void {
    for (const [what, done] of Object.entries({
      'proposals that ran out are told': () => this.approvals.expire(),
      'contacts are warned of their keys': () => this.keyWarnings.warn(),
      'mails of late keys are read': () => this.lateKeys.readAgain(),
      'rules of lists look at what changed': () => this.alerts.considerChanged(),
      'the contact pack is sent': () => this.contactPacks.sendDue(this.config.CONTACT_PACK_DAY),
      'our texts are signed': () => this.documents.renew(),
      'the head of the record leaves the house': () => this.anchors.anchorDue(),
    }))
      done().catch((error: unknown) => this.logger.warn(`${what} later: ${String(error)}`));
  }

  private handOver(): void {
    this.handOvers
      .look()
      .catch((error: unknown) => this.logger.warn(`who comes on duty is told later: ${String(error)}`));
  }

  private lookUpServers(): void {
    this.pinRounds
      .go()
      .then((lost) => {
        if (lost.length > 0)
          this.logger.warn(`${lost.length} names of mail servers lead nowhere now, such as ${lost[0]}`);
      })
      .catch((error: unknown) => this.logger.warn(`mail servers are looked up later: ${String(error)}`));
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }
}
