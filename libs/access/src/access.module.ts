import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Audit } from './audit.service.ts';
import { Authentication } from './authentication.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { Letters } from './letters.service.ts';
import { Identities } from './oidc/identities.service.ts';
import { OnBehalf } from './on-behalf.service.ts';
import { PasskeyChallenges } from './passkeys/challenges.service.ts';
import { PasskeySignIn } from './passkeys/sign-in.service.ts';
import { Passkeys } from './passkeys/passkeys.service.ts';
import { People } from './people.service.ts';
import { Provider } from './oidc/provider.ts';
import { ProviderTrips } from './oidc/trips.service.ts';
import { RateLimits } from './rate-limits.service.ts';
import { RecoveryCodes } from './recovery-codes.service.ts';
import { SecondWays } from './second-ways.service.ts';
import { Sessions } from './sessions.service.ts';
import { ACCESS_SETTINGS } from './settings.ts';
import type { AccessSettings } from './settings.ts';
import { SignInTries } from './sign-in-tries.service.ts';
import { Speaking } from './speaking/speaking.service.ts';
import { Totp } from './totp/totp.service.ts';

const PROVIDED = [
  Audit,
  Authentication,
  Idempotency,
  Identities,
  Letters,
  OnBehalf,
  PasskeyChallenges,
  PasskeySignIn,
  Passkeys,
  People,
  Provider,
  ProviderTrips,
  RateLimits,
  RecoveryCodes,
  SecondWays,
  Sessions,
  SignInTries,
  Speaking,
  Totp,
];

@Module({})
export class AccessModule {
  static forRoot(settings: AccessSettings): DynamicModule {
    const provided = [...PROVIDED, { provide: ACCESS_SETTINGS, useValue: settings }];
    return { module: AccessModule, global: true, providers: provided, exports: provided };
  }
}
