import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.service.ts';
import { Authentication } from './authentication.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { Letters } from './letters.service.ts';
import { OnBehalf } from './on-behalf.service.ts';
import { People } from './people.service.ts';
import { RateLimits } from './rate-limits.service.ts';
import { Sessions } from './sessions.service.ts';
import { SignInTries } from './sign-in-tries.service.ts';
import { Speaking } from './speaking/speaking.service.ts';

const PROVIDED = [
  Audit,
  Authentication,
  Idempotency,
  Letters,
  OnBehalf,
  People,
  RateLimits,
  Sessions,
  SignInTries,
  Speaking,
];

@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class AccessModule {}
