import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.service.ts';
import { Authentication } from './authentication.service.ts';
import { Departures } from './departures.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { Invitations } from './invitations.service.ts';
import { Letters } from './letters.service.ts';
import { NewUsers } from './new-users.service.ts';
import { OnBehalf } from './on-behalf.service.ts';
import { PasswordResetAnswers } from './password-reset-answers.service.ts';
import { PasswordResets } from './password-resets.service.ts';
import { Passwords } from './passwords.service.ts';
import { People } from './people.service.ts';
import { PublicLimits } from './public-limits.service.ts';
import { RateLimits } from './rate-limits.service.ts';
import { Sessions } from './sessions.service.ts';
import { SignInTries } from './sign-in-tries.service.ts';
import { Speaking } from './speaking/speaking.service.ts';
import { Tokens } from './tokens.service.ts';
import { Users } from './users.service.ts';

const PROVIDED = [
  Audit,
  Authentication,
  Departures,
  Idempotency,
  Invitations,
  Letters,
  NewUsers,
  OnBehalf,
  PasswordResetAnswers,
  PasswordResets,
  Passwords,
  People,
  PublicLimits,
  RateLimits,
  Sessions,
  SignInTries,
  Speaking,
  Tokens,
  Users,
];

@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class AccessModule {}
