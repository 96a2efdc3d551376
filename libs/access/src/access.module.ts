import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.service.ts';
import { Authentication } from './authentication.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { OnBehalf } from './on-behalf.service.ts';
import { People } from './people.service.ts';
import { Sessions } from './sessions.service.ts';
import { SignInTries } from './sign-in-tries.service.ts';

const PROVIDED = [Audit, Authentication, OnBehalf, People, Idempotency, Sessions, SignInTries];

@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class AccessModule {}
