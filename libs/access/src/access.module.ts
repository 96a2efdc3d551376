import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AccountChanges } from './account-changes.service.ts';
import { Audit } from './audit.service.ts';
import { AuditSearch } from './audit-search.service.ts';
import { Authentication } from './authentication.service.ts';
import { Departures } from './departures.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { Invitations } from './invitations.service.ts';
import { Letters } from './letters.service.ts';
import { NewUsers } from './new-users.service.ts';
import { Identities } from './oidc/identities.service.ts';
import { Provider } from './oidc/provider.ts';
import { ProviderTrips } from './oidc/trips.service.ts';
import { OnBehalf } from './on-behalf.service.ts';
import { PasskeyChallenges } from './passkeys/challenges.service.ts';
import { Passkeys } from './passkeys/passkeys.service.ts';
import { PasskeySignIn } from './passkeys/sign-in.service.ts';
import { PasswordResetAnswers } from './password-reset-answers.service.ts';
import { PasswordResets } from './password-resets.service.ts';
import { Passwords } from './passwords.service.ts';
import { People } from './people.service.ts';
import { PublicLimits } from './public-limits.service.ts';
import { RateLimits } from './rate-limits.service.ts';
import { RecoveryCodes } from './recovery-codes.service.ts';
import { SecondWays } from './second-ways.service.ts';
import { Sessions } from './sessions.service.ts';
import { ACCESS_SETTINGS } from './settings.ts';
import type { AccessSettings } from './settings.ts';
import { SignInTries } from './sign-in-tries.service.ts';
import { Speaking } from './speaking/speaking.service.ts';
import { Tokens } from './tokens.service.ts';
import { Totp } from './totp/totp.service.ts';
import { Users } from './users.service.ts';

const PROVIDED = [
  AccountChanges,
  Audit,
  AuditSearch,
  Authentication,
  Departures,
  Idempotency,
  Identities,
  Invitations,
  Letters,
  NewUsers,
  OnBehalf,
  PasskeyChallenges,
  PasskeySignIn,
  Passkeys,
  PasswordResetAnswers,
  PasswordResets,
  Passwords,
  People,
  Provider,
  ProviderTrips,
  PublicLimits,
  RateLimits,
  RecoveryCodes,
  SecondWays,
  Sessions,
  SignInTries,
  Speaking,
  Tokens,
  Totp,
  Users,
];

@Module({})
export class AccessModule {
  static forRoot(settings: AccessSettings): DynamicModule {
    const provided = [...PROVIDED, { provide: ACCESS_SETTINGS, useValue: settings }];
    return { module: AccessModule, global: true, providers: provided, exports: provided };
  }
}
