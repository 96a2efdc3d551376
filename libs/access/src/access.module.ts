import { Global, Module } from '@nestjs/common';
import { Authentication } from './authentication.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { People } from './people.service.ts';
import { SignInTries } from './sign-in-tries.service.ts';

const PROVIDED = [Authentication, People, Idempotency, SignInTries];

@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class AccessModule {}
