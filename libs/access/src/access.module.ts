import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.service.ts';
import { Authentication } from './authentication.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { Letters } from './letters.service.ts';
import { People } from './people.service.ts';
import { PublicLimits } from './public-limits.service.ts';
import { Sessions } from './sessions.service.ts';
import { SignInTries } from './sign-in-tries.service.ts';

const PROVIDED = [Audit, Authentication, People, Idempotency, Letters, PublicLimits, Sessions, SignInTries];

@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class AccessModule {}
